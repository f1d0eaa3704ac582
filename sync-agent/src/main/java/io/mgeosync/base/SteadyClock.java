package io.mgeosync.base;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/**
 * Wall time as it was at the start, carried on by the machine's monotonic counter. When NTP steps
 * the wall clock, what was fresh stays fresh: a corrected clock is no reason to close a gate.
 */
public final class SteadyClock extends Clock {
  private final Clock wall;
  private final Instant start;
  private final long startNanos = System.nanoTime();

  public SteadyClock(Clock wall) {
    this.wall = wall;
    this.start = wall.instant();
  }

  @Override
  public Instant instant() {
    return start.plus(Duration.ofNanos(System.nanoTime() - startNanos));
  }

  @Override
  public ZoneId getZone() {
    return wall.getZone();
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return new SteadyClock(wall.withZone(zone));
  }
}
