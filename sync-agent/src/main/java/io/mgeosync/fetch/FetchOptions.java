package io.mgeosync.fetch;

import java.time.Duration;

/**
 * How hard a fetch may work.
 *
 * @param connections requests at a time
 * @param requestBytes most bytes that one request asks for, unless a single chunk is larger
 * @param reserveBytes room that a fetch leaves free on the disk
 * @param attempts how often one request is tried before its failure is believed
 * @param firstDelay before the second attempt; doubles after that
 * @param patience over so long a time requests are compared; one that lags far behind is made again
 */
public record FetchOptions(
    int connections,
    long requestBytes,
    long reserveBytes,
    int attempts,
    Duration firstDelay,
    Duration patience) {
  private static final long MIB = 1L << 20;

  public static final FetchOptions DEFAULT =
      new FetchOptions(4, 32 * MIB, 256 * MIB, 4, Duration.ofMillis(500), Duration.ofSeconds(3));

  /** The default with so many requests at a time. */
  public static FetchOptions of(int connections) {
    return new FetchOptions(
        connections,
        DEFAULT.requestBytes,
        DEFAULT.reserveBytes,
        DEFAULT.attempts,
        DEFAULT.firstDelay,
        DEFAULT.patience);
  }

  public FetchOptions {
    if (connections < 1 || requestBytes < 1 || reserveBytes < 0 || attempts < 1) {
      throw new IllegalArgumentException("a fetch needs a connection, a byte and an attempt");
    }
    if (!firstDelay.isPositive() || !patience.isPositive()) {
      throw new IllegalArgumentException("delay and patience take time");
    }
  }
}
