package io.mgeosync.agent;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether a watch thread comes round: one that hangs at the disk looks at nothing, and the gate
 * that it feeds closes. Safe from any thread.
 */
final class WatchRounds {
  private static final Duration STUCK_AFTER = Duration.ofMinutes(1);

  private final String bundle;
  private final Duration freshFor;
  private final Clock clock;
  private volatile Instant last;

  /**
   * Counts from now.
   *
   * @param freshFor how long one look is believed
   * @param clock never jumps
   */
  WatchRounds(String bundle, Duration freshFor, Clock clock) {
    this.bundle = bundle;
    this.freshFor = freshFor;
    this.clock = clock;
    this.last = clock.instant();
  }

  /** One more round. */
  void cameRound() {
    last = clock.instant();
  }

  /** Whether what was seen is still believed. */
  boolean isLooking() {
    return !clock.instant().isAfter(last.plus(freshFor));
  }

  /**
   * That it has not come round for so long that only a fresh process may help, in one line. Those
   * who ask end the agent for it, so it takes much longer than closing the gate does.
   */
  Optional<String> stuck() {
    Duration since = Duration.between(last, clock.instant());
    return since.compareTo(freshFor.plus(STUCK_AFTER)) > 0
        ? Optional.of(
            "%s: no look at its release for %d s: the disk of its state hangs, or the agent does"
                .formatted(bundle, since.toSeconds()))
        : Optional.empty();
  }
}
