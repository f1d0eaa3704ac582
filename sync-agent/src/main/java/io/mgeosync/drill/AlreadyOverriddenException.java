package io.mgeosync.drill;

import io.mgeosync.director.client.ReportedNode;
import io.mgeosync.manifest.Refusal;

/** A node is held out already: by another drill, or by an operator at work. */
public final class AlreadyOverriddenException extends Refusal {
  AlreadyOverriddenException(ReportedNode node) {
    super(
        Kind.BUSY,
        "%s is held out of the route already%s"
            .formatted(node.name(), node.why().isEmpty() ? "" : ": " + node.why()),
        "drill when that is over, or release it first",
        null);
  }
}
