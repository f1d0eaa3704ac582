package io.mgeosync.director.route;

import io.mgeosync.base.NodeName;
import io.mgeosync.manifest.Refusal;

/** What an operator asks for would leave the service worse, or is not possible at present. */
public final class NotNowException extends Refusal {
  private final NodeName node;

  private NotNowException(Kind kind, NodeName node, String reason, String remedy) {
    super(kind, reason, remedy, null);
    this.node = node;
  }

  static NotNowException noSuchNode(NodeName node, String names) {
    return new NotNowException(
        Kind.MISSING, node, "no node is called " + node, "name one of " + names);
  }

  static NotNowException lastReady(NodeName node) {
    return new NotNowException(
        Kind.BUSY,
        node,
        "no node but " + node + " is ready",
        "wait until another one is; /status says why it is not");
  }

  static NotNowException tooLong(NodeName node) {
    return new NotNowException(
        Kind.CONFIGURATION,
        node,
        node + " cannot be held out for so long",
        "ask for at most a week, or take it out of the director's configuration");
  }

  static NotNowException notReady(NodeName node, NodeState state, String why) {
    return new NotNowException(
        Kind.BUSY,
        node,
        "%s is %s: %s".formatted(node, state, why),
        "wait until it is ready, then ask again");
  }

  /** Which node was meant. */
  public NodeName node() {
    return node;
  }
}
