package io.mgeosync.director.route;

import io.mgeosync.base.NodeName;
import io.mgeosync.manifest.Refusal;

/** A switchover was done, but a restart of the director would undo it. */
public final class NotRememberedException extends Refusal {
  private final NodeName node;

  NotRememberedException(NodeName node, Refusal cause) {
    super(
        cause.kind(),
        "%s is the primary now, but this cannot be remembered: %s".formatted(node, cause.reason()),
        cause.remedy() + ", then switch over again",
        cause);
    this.node = node;
  }

  /** Who is the primary until the director ends. */
  public NodeName node() {
    return node;
  }
}
