package io.mgeosync.disk;

import io.mgeosync.base.Bandwidth;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.OptionalLong;

/**
 * A token bucket that all readers of a node share. Its rate is the timetable's at each moment; it
 * holds a quarter of a second, so that a late wake-up is made good and a long rest is not.
 */
public final class BandwidthLimiter implements Throttle {
  /** How a reader waits; a test lets its clock run instead. */
  @FunctionalInterface
  interface Pause {
    void take(Duration length) throws InterruptedException;
  }

  private static final int SLICES_A_SECOND = 8;
  private static final long SECOND = 1_000_000_000L;
  private static final Duration BUCKET = Duration.ofMillis(250);

  /** Readers together owe less; where it is more, the clock was set back. */
  private static final Duration MOST_OWED = Duration.ofMinutes(1);

  private final Bandwidth bandwidth;
  private final ZoneId zone;
  private final InstantSource clock;
  private final Pause pause;
  private Instant paidUntil = Instant.MIN;

  /**
   * @param zone that the timetable is meant in
   */
  public BandwidthLimiter(Bandwidth bandwidth, ZoneId zone, InstantSource clock) {
    this(bandwidth, zone, clock, Thread::sleep);
  }

  BandwidthLimiter(Bandwidth bandwidth, ZoneId zone, InstantSource clock, Pause pause) {
    this.bandwidth = bandwidth;
    this.zone = zone;
    this.clock = clock;
    this.pause = pause;
  }

  @Override
  public int slice(int count) {
    OptionalLong rate = rate();
    return rate.isEmpty() ? count : (int) Math.min(count, slice(rate.getAsLong()));
  }

  private static long slice(long rate) {
    return Math.max(1, rate / SLICES_A_SECOND);
  }

  @Override
  public void take(int bytes) throws InterruptedException {
    OptionalLong rate = rate();
    Duration wait = rate.isEmpty() ? Duration.ZERO : enter(bytes, rate.getAsLong());
    if (wait.isPositive()) {
      pause.take(wait);
    }
  }

  private synchronized Duration enter(int bytes, long rate) {
    Instant now = clock.instant();
    Instant fullBucket = now.minus(BUCKET);
    if (paidUntil.isBefore(fullBucket) || paidUntil.isAfter(now.plus(MOST_OWED))) {
      paidUntil = fullBucket;
    }
    paidUntil = paidUntil.plusNanos(Math.multiplyExact(bytes, SECOND) / rate);
    return Duration.between(now, paidUntil);
  }

  private OptionalLong rate() {
    return bandwidth.bytesPerSecond(LocalDateTime.ofInstant(clock.instant(), zone));
  }
}
