package io.mgeosync.verdict;

import java.time.Duration;
import java.time.Instant;

/**
 * An operator's wish that no new requests come here for a while, to the second.
 *
 * @param until when it ends by itself
 */
public record Drain(Instant since, Instant until) {
  /** How long a drain lasts when the operator names no length. */
  public static final Duration USUAL = Duration.ofMinutes(30);

  public Drain {
    if (!since.isBefore(until)) {
      throw new IllegalArgumentException("a drain ends after it began");
    }
  }

  boolean goesOn(Instant now) {
    return now.isBefore(until);
  }

  /** One line, with the remedy. */
  public String why() {
    return "draining: no new requests until %s, as an operator asked; mgeo-sync undrain ends it"
        .formatted(until);
  }
}
