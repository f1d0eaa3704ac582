package io.mgeosync.drill;

import java.net.URI;
import java.time.Duration;

/**
 * What is drilled, and what must hold for it to pass.
 *
 * @param url of the service, through the load balancer
 * @param rate requests in a second, 1 to {@value #MAX_RATE}
 * @param baseline how long requests go on before anything happens
 * @param hold how long the node stays out
 * @param settle how long every answer must be right before it counts as recovered
 * @param rto the stated recovery time objective: how long requests may fail
 * @param maxFailed how many requests may fail in all
 * @param timeout of one request
 * @param returnWithin how long the node's return may take
 */
public record DrillSettings(
    URI url,
    DrillMode mode,
    int rate,
    Duration baseline,
    Duration hold,
    Duration settle,
    Duration rto,
    int maxFailed,
    Duration timeout,
    Duration returnWithin) {
  public static final int MAX_RATE = 1000;
  private static final Duration LONGEST = Duration.ofHours(1);
  private static final Duration MARGIN = Duration.ofSeconds(5);

  public DrillSettings {
    require(rate >= 1 && rate <= MAX_RATE, "--rate is 1 to %d a second".formatted(MAX_RATE));
    require(maxFailed >= 0, "--max-failed is not negative");
    require(!rto.isZero() && rto.compareTo(LONGEST) <= 0, "--rto is above 0 and at most 1h");
    require(!settle.isZero() && settle.compareTo(LONGEST) <= 0, "--settle is above 0, at most 1h");
    require(hold.compareTo(LONGEST) <= 0, "--hold is at most 1h");
    require(
        !timeout.isZero() && timeout.compareTo(LONGEST) <= 0, "--timeout is above 0, at most 1h");
    require(returnWithin.compareTo(LONGEST) <= 0, "--wait is at most 1h");
    require(baseline.compareTo(LONGEST) <= 0, "--baseline is at most 1h");
  }

  private static void require(boolean holds, String sentence) {
    if (!holds) {
      throw new IllegalArgumentException(sentence);
    }
  }

  /** By then the requests must be well, or they are not waited for any longer. */
  Duration patience() {
    return rto.multipliedBy(2).plus(timeout).plus(settle);
  }

  /**
   * How long the director is told to hold the node out: longer than the drill does, and no longer
   * than needed to heal by itself when the drill is killed.
   */
  public Duration heldFor() {
    Duration longest = hold.compareTo(patience()) > 0 ? hold : patience();
    return longest.plus(MARGIN);
  }
}
