package io.mgeosync.e2e.bench.failover.site;

import java.time.Duration;

/** How the agents look: what is wrong counts at once, what is late after so many looks. */
public record Pace(Duration interval, Duration deadline, int fall, int rise) {
  public Pace {
    if (deadline.compareTo(interval) > 0) {
      throw new IllegalArgumentException("a look must end before the next one begins");
    }
  }

  String yaml() {
    return "interval: %dms, deadline: %dms, fall: %d, rise: %d"
        .formatted(interval.toMillis(), deadline.toMillis(), fall, rise);
  }
}
