package io.mgeosync.failover.drill;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/** When the requests were well again. */
final class Recovery {
  private final long calm;

  /**
   * The rule.
   *
   * @param calm how long every answer must be right before it counts
   */
  Recovery(Duration calm) {
    this.calm = calm.toNanos();
  }

  /**
   * The end of the last bad answer before a calm in which every request that was due was answered
   * right; {@code action} itself when none was bad. A later relapse is not counted: it is another
   * outage.
   *
   * @param action when the node was taken out, in nanoseconds from the first request
   */
  long at(List<Sample> bad, long action) {
    long last = action;
    for (Sample sample : bad.stream().sorted(Comparator.comparingLong(Sample::due)).toList()) {
      if (sample.end() > action && sample.due() < last + calm) {
        last = Math.max(last, sample.end());
      }
    }
    return last;
  }

  /**
   * Whether that is certain: no request that was due in the calm is still on its way.
   *
   * @param at as {@link #at} says
   * @param answeredUntil every request that was due before is answered
   */
  boolean certain(long at, long answeredUntil) {
    return answeredUntil >= at + calm;
  }
}
