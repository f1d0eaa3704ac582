package io.mgeosync.base;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;

/**
 * Wall time as it was at the start, carried on by the machine's monotonic counter. When NTP steps
 * the wall clock, what was fresh stays fresh: a corrected clock is no reason to close a gate.
 */
public final class SteadyClock extends Clock {
  private final Clock wall;
  private final Instant start;
  private final Stopwatch running = Stopwatch.started();

  public SteadyClock(Clock wall) {
    this.wall = wall;
    this.start = wall.instant();
  }

  @Override
  public Instant instant() {
    return start.plus(running.elapsed());
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
