package io.mgeosync.e2e.fault;

import java.time.Duration;

/**
 * How often an agent looks with every probe, and how patient it is.
 *
 * @param interval from one look to the next
 * @param deadline by when a look has ended
 */
public record Pace(Duration interval, Duration deadline, int fall, int rise) {

  /** For the agent's configuration. */
  String yaml() {
    return "interval: %dms, deadline: %dms, fall: %d, rise: %d"
        .formatted(interval.toMillis(), deadline.toMillis(), fall, rise);
  }
}
