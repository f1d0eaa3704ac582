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
 */
public record FetchOptions(
    int connections, long requestBytes, long reserveBytes, int attempts, Duration firstDelay) {
  private static final long MIB = 1L << 20;

  public static final FetchOptions DEFAULT =
      new FetchOptions(4, 16 * MIB, 256 * MIB, 4, Duration.ofMillis(500));

  public FetchOptions {
    if (connections < 1 || requestBytes < 1 || reserveBytes < 0 || attempts < 1) {
      throw new IllegalArgumentException("a fetch needs a connection, a byte and an attempt");
    }
    if (firstDelay.isNegative() || firstDelay.isZero()) {
      throw new IllegalArgumentException("a delay takes time");
    }
  }
}
