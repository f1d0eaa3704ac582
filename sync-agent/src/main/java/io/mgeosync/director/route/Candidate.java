package io.mgeosync.director.route;

import io.mgeosync.base.NodeName;
import java.time.Instant;

/**
 * One node as the decision sees it.
 *
 * @param primary whether it is one now, which a switchover may have changed
 * @param doubted whether it was refused, or held nothing that was proven, since it was last ready
 * @param since when it came into this state
 */
public record Candidate(
    NodeName node, boolean primary, int weight, NodeState state, boolean doubted, Instant since) {
  boolean is(NodeState wanted) {
    return state == wanted;
  }

  TrafficShare share() {
    return new TrafficShare(node, weight);
  }
}
