package io.mgeosync.e2e.harness;

import java.time.Duration;

/**
 * How often an agent looks with every probe, and how patient it is.
 *
 * @param interval from one look to the next
 * @param deadline by when a look has ended
 * @param fall after how many late looks in a row a condition is not met; a wrong one counts at once
 * @param rise after how many good looks in a row it is met again
 */
public record Pace(Duration interval, Duration deadline, int fall, int rise) {
  public Pace {
    if (deadline.compareTo(interval) > 0) {
      throw new IllegalArgumentException("a look must end before the next one begins");
    }
  }

  /** For the agent's configuration. */
  public String yaml() {
    return "interval: %dms, deadline: %dms, fall: %d, rise: %d"
        .formatted(interval.toMillis(), deadline.toMillis(), fall, rise);
  }
}
