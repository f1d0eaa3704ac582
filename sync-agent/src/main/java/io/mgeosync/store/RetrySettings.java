package io.mgeosync.store;

import java.time.Duration;

/**
 * How often and how long a store is asked again.
 *
 * @param attempts the first one included
 * @param firstDelay before the second attempt; doubles from there, each one 25 % more or less
 * @param maxDelay of one wait
 * @param maxDuration of all attempts and waits together
 */
public record RetrySettings(
    int attempts, Duration firstDelay, Duration maxDelay, Duration maxDuration) {
  /** Outlasts a restart of a server, not an outage: the next cycle does that. */
  public static final RetrySettings DEFAULT =
      new RetrySettings(5, Duration.ofMillis(200), Duration.ofSeconds(5), Duration.ofSeconds(60));

  /** Each failure is final. */
  public static final RetrySettings NONE =
      new RetrySettings(1, Duration.ofMillis(1), Duration.ofMillis(2), Duration.ofSeconds(60));

  public RetrySettings {
    if (attempts < 1
        || !firstDelay.isPositive()
        || maxDelay.compareTo(firstDelay) <= 0
        || !maxDuration.isPositive()) {
      throw new IllegalArgumentException("not a retry setting");
    }
  }
}
