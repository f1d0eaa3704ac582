package io.mgeosync.failover.drill;

import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** When the requests were well again. */
final class Recovery {
  /** How long every answer must be right before it counts. */
  static final long CALM = TimeUnit.SECONDS.toNanos(2);

  private Recovery() {}

  /**
   * The end of the last bad answer before {@link #CALM} in which every request that was due was
   * answered right; {@code action} itself when none was bad. A later relapse is not counted: it is
   * another outage.
   *
   * @param action when the node was taken out, in nanoseconds from the first request
   */
  static long at(List<Sample> bad, long action) {
    long last = action;
    for (Sample sample : bad.stream().sorted(Comparator.comparingLong(Sample::due)).toList()) {
      if (sample.end() > action && sample.due() < last + CALM) {
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
  static boolean certain(long at, long answeredUntil) {
    return answeredUntil >= at + CALM;
  }
}
