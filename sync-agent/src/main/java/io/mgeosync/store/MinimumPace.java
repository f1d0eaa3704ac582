package io.mgeosync.store;

import java.time.Duration;

/**
 * How much a stream must bring, so that a source which drips is given up. Only the time in which
 * the source is waited for counts: a reader that takes its time makes no source slow.
 *
 * @param span over so much waiting the bytes are counted
 * @param bytesPerSecond on average over a span
 */
public record MinimumPace(Duration span, long bytesPerSecond) {
  private static final long STORE_AT_LEAST = 4 << 10;
  private static final long MIRROR_AT_LEAST = 64 << 10;

  public MinimumPace {
    if (!span.isPositive() || bytesPerSecond < 1) {
      throw new IllegalArgumentException("a pace is a byte in some time");
    }
  }

  /**
   * For a store that nothing can be asked instead of: less than the slowest line brings.
   *
   * @param timeout of one call
   */
  public static MinimumPace ofStore(Duration timeout) {
    return new MinimumPace(timeout, STORE_AT_LEAST);
  }

  /**
   * For a mirror, which is there to be fast.
   *
   * @param timeout of one call
   */
  public static MinimumPace ofMirror(Duration timeout) {
    return new MinimumPace(timeout, MIRROR_AT_LEAST);
  }

  /** What a span must bring, in bytes; at least one. */
  long bytesPerSpan() {
    return Math.max(1, span.toMillis() * bytesPerSecond / 1000);
  }
}
