package io.mgeosync.config;

import java.time.Duration;
import java.time.ZoneId;

/**
 * When something runs. The cron line is read by the schedule step, which knows its grammar.
 *
 * @param splay each node waits its own steady part of this after the line's time
 */
public record ScheduleSettings(String cron, ZoneId zone, Duration splay) {}
