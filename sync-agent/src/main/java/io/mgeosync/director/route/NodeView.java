package io.mgeosync.director.route;

import io.mgeosync.base.NodeName;
import io.mgeosync.base.NodeRole;
import java.time.Instant;
import java.util.Optional;

/**
 * One node as the director sees it.
 *
 * @param role as it is now, which a switchover may have changed
 * @param since when it came into this state
 * @param lastAnswerMillis how long its last poll took, answered or not
 * @param override what an operator has it held out as, {@code drain} or {@code refuse}; empty when
 *     none does
 * @param changes how often it became ready or ceased to be since the director started
 */
public record NodeView(
    NodeName name,
    NodeRole role,
    NodeState state,
    Instant since,
    String why,
    long lastAnswerMillis,
    NodeInfo told,
    Optional<String> override,
    int changes) {

  public boolean ready() {
    return state == NodeState.READY;
  }
}
