package io.mgeosync.director.switchover;

import io.mgeosync.director.client.NotReadyException;
import io.mgeosync.director.client.ReportedNode;
import java.net.URI;

/** The node that traffic was to be moved to may not have any. Nothing was moved. */
public final class NodeNotReadyException extends NotReadyException {
  private final URI director;

  NodeNotReadyException(URI director, ReportedNode node) {
    super(
        "%s is %s for the director at %s%s"
            .formatted(
                node.name(),
                node.overridden() ? "held out of the route" : node.state(),
                director,
                node.why().isEmpty() ? "" : ": " + node.why()),
        node.overridden()
            ? "release it there first"
            : "ask it (mgeo-sync explain on that node), then switch over");
    this.director = director;
  }

  public URI director() {
    return director;
  }
}
