package io.mgeosync.store.chain;

import java.time.Duration;

/**
 * How long a mirror is left alone.
 *
 * @param firstRest after its first failure; doubles with each further one, a quarter more or less
 * @param longestRest of one rest after failures
 * @param distrust after it gave bytes that were proven wrong
 * @param slowLook longer than this it may not take to say whether it has an object
 */
public record Backoff(
    Duration firstRest, Duration longestRest, Duration distrust, Duration slowLook) {
  /** A restart of a mirror costs one detour; a liar is out for the night, and tried the next. */
  public static final Backoff DEFAULT =
      new Backoff(
          Duration.ofSeconds(10),
          Duration.ofMinutes(10),
          Duration.ofHours(12),
          Duration.ofSeconds(5));

  public Backoff {
    if (!firstRest.isPositive()
        || longestRest.compareTo(firstRest) < 0
        || distrust.compareTo(longestRest) < 0
        || !slowLook.isPositive()) {
      throw new IllegalArgumentException("first rest, longest rest and distrust must grow");
    }
  }

  /**
   * @param failures in a row, from 1
   * @param chance from 0 to 1
   */
  Duration rest(int failures, double chance) {
    double doubled = firstRest.toMillis() * Math.pow(2, failures - 1.0);
    double bent = doubled * (0.75 + chance / 2);
    return Duration.ofMillis((long) Math.min(bent, (double) longestRest.toMillis()));
  }
}
