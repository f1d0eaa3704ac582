package io.mgeosync.e2e.bench.failover.load;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Tells what {@link System#nanoTime} is on the clock by which services and logs go.
 *
 * @param nanos at {@code micros}
 * @param micros since 1970
 */
public record Epoch(long nanos, long micros) {
  private static final long NANOS_PER_MICRO = 1000;

  /** Reads both clocks now. */
  public static Epoch now() {
    return new Epoch(System.nanoTime(), ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()));
  }

  public long micros(long nanoTime) {
    return micros + (nanoTime - nanos) / NANOS_PER_MICRO;
  }
}
