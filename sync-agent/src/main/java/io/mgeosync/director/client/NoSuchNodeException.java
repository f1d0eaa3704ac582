package io.mgeosync.director.client;

import io.mgeosync.base.NodeName;
import io.mgeosync.manifest.Refusal;
import java.net.URI;
import java.util.List;
import java.util.stream.Collectors;

/** A node that this director does not know. */
public final class NoSuchNodeException extends Refusal {
  private final NodeName node;

  NoSuchNodeException(URI director, NodeName node, List<NodeName> known) {
    super(
        Kind.MISSING,
        "the director at %s has no node %s".formatted(director, node),
        "name one of "
            + known.stream().map(NodeName::value).collect(Collectors.joining(", "))
            + ", or add it to director.yaml",
        null);
    this.node = node;
  }

  public NodeName node() {
    return node;
  }
}
