package io.mgeosync.config;

import io.mgeosync.base.Durations;
import io.mgeosync.base.InvalidValueException;
import io.mgeosync.settings.Between;
import io.mgeosync.settings.Default;
import java.time.Duration;

/**
 * How the director asks each node.
 *
 * @param interval from the start of one poll to the start of the next
 * @param deadline by which a whole answer is there, or the node is unknown
 * @param fall how many polls in a row without an answer make a node unknown
 * @param rise how many good answers in a row bring a node back
 */
public record PollSettings(
    @Default("200ms") Duration interval,
    @Default("200ms") Duration deadline,
    @Default("2") @Between(least = 1, most = 1000) int fall,
    @Default("3") @Between(least = 1, most = 1000) int rise) {
  public PollSettings {
    if (deadline.compareTo(interval) > 0) {
      throw new InvalidValueException(
          "the deadline is longer than the interval",
          "make the deadline at most " + Durations.format(interval) + ", or the interval longer");
    }
  }

  /** How long a node that no longer answers can be taken for what it was before. */
  public Duration detection() {
    return interval.multipliedBy(fall).plus(deadline);
  }
}
