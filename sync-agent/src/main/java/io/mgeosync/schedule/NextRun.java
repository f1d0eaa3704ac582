package io.mgeosync.schedule;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/** One grammar of cron lines. */
interface NextRun {
  /** The first run strictly after; empty when there is none any more. */
  Optional<Instant> after(Instant instant, ZoneId zone);
}
