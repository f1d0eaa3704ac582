package io.mgeosync.disk;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rests while a service of this node answers slowly. A rest begins when one answer takes longer
 * than the threshold, and ends when each service answers in three quarters of it again, but at the
 * latest after a set time; then the work lasts at least as long as the rest did. So a node whose
 * service is always slow still gets its release, at half the speed.
 */
public final class LatencyBackoff implements Throttle {
  private static final Logger log = LoggerFactory.getLogger(LatencyBackoff.class);

  private final Duration above;
  private final Duration below;
  private final Duration longest;
  private final InstantSource clock;
  private final Set<String> slow = new TreeSet<>();
  private @Nullable Instant restingSince;
  private Instant workUntil = Instant.MIN;

  /**
   * @param above zero for no rest, ever
   * @param longest how long one rest may last
   */
  public LatencyBackoff(Duration above, Duration longest, InstantSource clock) {
    this.above = above;
    this.below = above.multipliedBy(3).dividedBy(4);
    this.longest = longest;
    this.clock = clock;
  }

  /** A service has answered, or failed to, after so long. */
  public synchronized void answered(String service, Duration after) {
    if (above.isPositive() && after.compareTo(above) > 0) {
      slow.add(service);
    } else if (after.compareTo(below) <= 0 && slow.remove(service) && slow.isEmpty()) {
      endRest("answers in time again");
    }
  }

  @Override
  public synchronized void take(int bytes) throws InterruptedException {
    if (restingSince == null && !slow.isEmpty() && !clock.instant().isBefore(workUntil)) {
      restingSince = clock.instant();
      log.info("{} answers in more than {} ms: resting", slow, above.toMillis());
    }
    while (restingSince != null) {
      Duration left = Duration.between(clock.instant(), restingSince.plus(longest));
      if (left.isPositive()) {
        wait(left.toMillis() + 1);
      } else {
        endRest("is still slow, but this was the longest rest");
      }
    }
  }

  private void endRest(String why) {
    if (restingSince != null) {
      Instant now = clock.instant();
      Duration rest = Duration.between(restingSince, now);
      workUntil = now.plus(rest);
      restingSince = null;
      log.info("the service {}: going on after {} s", why, rest.toSeconds());
      notifyAll();
    }
  }
}
