package io.mgeosync.config;

import io.mgeosync.base.Bandwidth;
import java.time.Duration;
import java.time.ZoneId;

/**
 * When the active release is verified again, every byte of it, and how fast.
 *
 * @param splay each node waits its own steady part of this after the line's time
 * @param bandwidth at which its bytes are read from the disk
 */
public record ScrubSettings(String cron, ZoneId zone, Duration splay, Bandwidth bandwidth) {

  static ScrubSettings unlimited(ScheduleSettings schedule) {
    return new ScrubSettings(
        schedule.cron(), schedule.zone(), schedule.splay(), Bandwidth.UNLIMITED);
  }

  public ScheduleSettings schedule() {
    return new ScheduleSettings(cron, zone, splay);
  }
}
