package io.mgeosync.base;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.function.LongSupplier;

/**
 * A steady clock that stands still while this process gets no processor: who cannot look has not
 * looked away, and what was seen before is no older for it. Afterwards it goes an eighth faster
 * until it shows the right time again. It is never more than {@link #MOST} behind: who was away for
 * longer than that has to look first. Never goes back. Safe from any thread.
 */
public final class WakefulClock extends Clock {
  private static final Duration MOST = Duration.ofSeconds(30);
  private static final int CATCHES_UP_IN = 8;

  private final Clock steady;
  private final LongSupplier lostNanos;
  private Duration behind = Duration.ZERO;
  private Instant lastReading;
  private Instant lastShown;
  private long lastLost;

  /**
   * @param steady never jumps
   * @param lostNanos for how long this process got no processor, in all, what lasts at this moment
   *     included; grows only
   */
  public WakefulClock(Clock steady, LongSupplier lostNanos) {
    this.steady = steady;
    this.lostNanos = lostNanos;
    this.lastReading = steady.instant();
    this.lastShown = lastReading;
    this.lastLost = lostNanos.getAsLong();
  }

  /**
   * The steady clock is read first: where the process is stopped between the two readings, more is
   * lost than has passed, and the clock stands still for as long as that is so.
   */
  @Override
  public synchronized Instant instant() {
    Instant now = steady.instant();
    Duration lost = lostSinceLast();
    Duration worked = Duration.between(lastReading, now).minus(lost);
    Duration caughtUp = longer(worked, Duration.ZERO).dividedBy(CATCHES_UP_IN);
    behind = shorter(longer(behind.minus(caughtUp), Duration.ZERO).plus(lost), MOST);
    lastReading = now;
    Instant shown = now.minus(behind);
    lastShown = shown.isAfter(lastShown) ? shown : lastShown;
    return lastShown;
  }

  private Duration lostSinceLast() {
    long lost = lostNanos.getAsLong();
    Duration since = Duration.ofNanos(lost - lastLost);
    lastLost = lost;
    return since;
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) <= 0 ? one : other;
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }

  @Override
  public ZoneId getZone() {
    return steady.getZone();
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return new WakefulClock(steady.withZone(zone), lostNanos);
  }
}
