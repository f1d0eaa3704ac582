package io.mgeosync.config;

import java.time.Duration;

/**
 * How the nodes of a group move to another release, one after another.
 *
 * @param maxUnavailable how many nodes of the group, this one counted, may be out of service at
 *     once
 * @param turnWait how long one cycle waits for its turn before it gives up until the next poll
 */
public record RolloutSettings(int maxUnavailable, Duration turnWait) {
  public static final RolloutSettings DEFAULT =
      new RolloutSettings(Defaults.MAX_UNAVAILABLE, Defaults.TURN_WAIT);
}
