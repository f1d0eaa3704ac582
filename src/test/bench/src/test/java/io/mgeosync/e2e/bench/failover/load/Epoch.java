package io.mgeosync.e2e.bench.failover.load;

import io.mgeosync.base.Deadline;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A moment, on the machine's monotonic counter and on the clock by which services and logs go.
 *
 * @param micros since 1970
 */
public record Epoch(Deadline start, long micros) {
  private static final long NANOS_PER_MICRO = 1000;

  /** Reads both clocks now. */
  public static Epoch begin() {
    return new Epoch(Deadline.now(), ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()));
  }

  /** Microseconds since 1970, that many nanoseconds after the start. */
  public long micros(long nanos) {
    return micros + nanos / NANOS_PER_MICRO;
  }

  /** Microseconds since 1970, now. */
  public long now() {
    return micros(-start.leftNanos());
  }

  /** What {@link System#nanoTime} is, that many nanoseconds after the start. */
  public long nanoTime(long nanos) {
    return System.nanoTime() + start.leftNanos() + nanos;
  }
}
