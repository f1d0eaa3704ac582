package io.mgeosync.probe.smoke;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How much of the last minute smokes took. With any cap, a run is allowed again as soon as the last
 * minute holds none. Safe from any thread.
 */
public final class SmokePace {
  private static final Duration WINDOW = Duration.ofMinutes(1);

  /** Looks that come once per interval are never quite an interval apart. */
  private static final int UNPUNCTUAL = 10;

  private record Spent(Instant end, Duration took) {
    Instant start() {
      return end.minus(took);
    }
  }

  private final Duration apart;
  private final Duration most;
  private final Deque<Spent> spent = new ArrayDeque<>();

  /**
   * A pace.
   *
   * @param interval from the start of one run to the start of the next; a tenth less will do
   * @param maxShare the most of the time that runs may take, in per cent
   */
  public SmokePace(Duration interval, int maxShare) {
    this.apart = interval.minus(interval.dividedBy(UNPUNCTUAL));
    this.most = WINDOW.multipliedBy(maxShare).dividedBy(100);
  }

  synchronized boolean allows(Instant now) {
    while (!spent.isEmpty() && !spent.getFirst().end().isAfter(now.minus(WINDOW))) {
      spent.removeFirst();
    }
    Duration sum = spent.stream().map(Spent::took).reduce(Duration.ZERO, Duration::plus);
    return spent.isEmpty()
        || (sum.compareTo(most) < 0 && !now.isBefore(spent.getLast().start().plus(apart)));
  }

  synchronized void countSpent(Instant end, Duration took) {
    spent.addLast(new Spent(end, took));
  }
}
