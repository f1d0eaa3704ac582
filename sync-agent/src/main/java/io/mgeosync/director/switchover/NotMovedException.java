package io.mgeosync.director.switchover;

import io.mgeosync.base.Durations;
import io.mgeosync.manifest.Refusal;
import java.net.URI;
import java.time.Duration;

/** The director took the order, and the traffic is not where it should be in the time given. */
public final class NotMovedException extends Refusal {
  private final URI director;

  NotMovedException(URI director, Duration wait, String how) {
    super(
        Kind.UNAVAILABLE,
        "the director at %s has not moved the traffic within %s: %s"
            .formatted(director, Durations.format(wait), how),
        "look at its /status and log, or give it longer with --wait",
        null);
    this.director = director;
  }

  public URI director() {
    return director;
  }
}
