package io.mgeosync.director.route;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What an operator wants of a node for a while, over what the node itself says.
 *
 * @param state {@link NodeState#DRAINING} or {@link NodeState#REFUSED}
 * @param until it ends by itself
 */
record OperatorWish(NodeState state, Instant until) {
  boolean inForce(Instant now) {
    return now.isBefore(until);
  }

  /** A wish makes no node better than it is. */
  NodeState over(NodeState judged) {
    return judged.compareTo(state) > 0 ? judged : state;
  }

  OperatorWish asDrain() {
    return new OperatorWish(NodeState.DRAINING, until);
  }

  /** As it is asked for. */
  String verb() {
    return state == NodeState.DRAINING ? "drain" : "refuse";
  }

  String why() {
    return "by the operator until " + until.truncatedTo(ChronoUnit.SECONDS);
  }
}
