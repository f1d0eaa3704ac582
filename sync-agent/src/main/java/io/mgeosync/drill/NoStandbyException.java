package io.mgeosync.drill;

import io.mgeosync.base.NodeName;
import io.mgeosync.director.client.NotReadyException;
import java.net.URI;

/** Without the node there would be none left to serve. */
public final class NoStandbyException extends NotReadyException {
  private final NodeName node;

  NoStandbyException(URI director, NodeName node) {
    super(
        "no other node than %s is ready for the director at %s".formatted(node, director),
        "get a standby ready (mgeo-sync explain on it), then drill");
    this.node = node;
  }

  /** Who would have been taken out. */
  public NodeName node() {
    return node;
  }
}
