package io.mgeosync.director.client;

import io.mgeosync.base.NodeName;
import io.mgeosync.base.UnixUrl;
import io.mgeosync.manifest.Refusal;
import io.mgeosync.manifest.Refusal.Kind;
import java.net.URI;
import java.util.List;
import java.util.stream.Collectors;

/** What comes of an order that a director has heard, and not carried out. */
final class DirectorRefusals {
  private DirectorRefusals() {}

  /** A node that this director does not know. */
  static Refusal noSuchNode(URI director, NodeName node, List<NodeName> known) {
    return Refusal.of(
        Kind.MISSING,
        "the director at %s has no node %s".formatted(UnixUrl.shown(director), node),
        "name one of "
            + known.stream().map(NodeName::value).collect(Collectors.joining(", "))
            + ", or add it to director.yaml");
  }

  /** The director will not do what it was asked for, as things are now. */
  static Refusal refused(URI director, String why) {
    return Refusal.of(
        Kind.BUSY,
        "the director at %s refuses: %s".formatted(UnixUrl.shown(director), why),
        "look at its /status, and try again when that has changed");
  }

  /** The director took an order and then ran into trouble: it may have been carried out in part. */
  static Refusal failed(URI director, int status, String why) {
    return Refusal.of(
        Kind.UNAVAILABLE,
        "the director at %s answered HTTP %d: %s".formatted(UnixUrl.shown(director), status, why),
        "look at its /status and log: the order may be carried out");
  }
}
