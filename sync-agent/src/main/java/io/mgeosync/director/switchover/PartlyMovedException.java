package io.mgeosync.director.switchover;

import io.mgeosync.manifest.Refusal;
import java.net.URI;
import java.util.List;
import java.util.stream.Collectors;

/** Some directors have moved their traffic, and then one did not. */
public final class PartlyMovedException extends Refusal {
  private final List<URI> moved;

  PartlyMovedException(List<URI> moved, Refusal cause) {
    super(
        cause.kind(),
        "%s; moved already: %s"
            .formatted(
                cause.reason(),
                moved.stream().map(URI::toString).collect(Collectors.joining(", "))),
        cause.remedy() + ", then switch over again: who has moved stays as it is",
        cause);
    this.moved = List.copyOf(moved);
  }

  /** Those that route to the new node by now. */
  public List<URI> moved() {
    return moved;
  }
}
