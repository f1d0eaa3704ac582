package io.mgeosync.drill;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;

/** When requests were not answered right, and when they were well again. */
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
   * The bad answers of one outage, in nanoseconds from the first request.
   *
   * @param from when the first of them was due, and not before the node was taken out; that time
   *     itself when none was bad
   * @param to the end of the last one; {@code from} when none was bad
   * @param over certainly so: no request that was due in the calm is still on its way
   */
  record Spell(long from, long to, boolean over) {
    OptionalLong recovered() {
      return over ? OptionalLong.of(to) : OptionalLong.empty();
    }
  }

  /**
   * The outage that one action brought about. It begins with the first bad answer, however late
   * that comes: a service may serve for long after it was told to stop. It ends before a calm in
   * which every request that was due was answered right, and which begins once the traffic has
   * moved. A later relapse is another outage.
   *
   * @param bad all bad answers among the requests that were due before {@code answeredUntil}; later
   *     ones may be among them
   * @param answeredUntil every request that was due before is answered
   * @param action when the order to take the node out was given
   * @param out when nothing went to the node any more: no calm before proves anything
   */
  Spell spell(List<Sample> bad, long answeredUntil, long action, long out) {
    List<Sample> felt =
        bad.stream()
            .filter(sample -> sample.end() > action)
            .sorted(Comparator.comparingLong(Sample::due))
            .toList();
    long from = felt.isEmpty() ? action : Math.max(action, felt.getFirst().due());
    long to = from;
    for (Sample sample : felt) {
      if (sample.due() < Math.max(to, out) + calm) {
        to = Math.max(to, sample.end());
      }
    }
    return new Spell(from, to, answeredUntil >= Math.max(to, out) + calm);
  }
}
