package io.mgeosync.probe.smoke;

import io.mgeosync.gate.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;

/** What is done aside happens when the clock has come so far, and on the caller's thread. */
final class FakeAside implements Aside {
  private record Due(Instant at, Runnable work) {}

  private final SettableClock clock;
  private final PriorityQueue<Due> waiting = new PriorityQueue<>(Comparator.comparing(Due::at));

  FakeAside(SettableClock clock) {
    this.clock = clock;
  }

  @Override
  public void after(Duration pause, Runnable work) {
    waiting.add(new Due(clock.instant().plus(pause), work));
  }

  /** Lets time pass; work that takes time itself moves the clock further. */
  void pass(Duration time) {
    Instant end = clock.instant().plus(time);
    while (!waiting.isEmpty() && !waiting.peek().at().isAfter(end)) {
      Due next = waiting.remove();
      if (next.at().isAfter(clock.instant())) {
        clock.advance(Duration.between(clock.instant(), next.at()));
      }
      next.work().run();
    }
    if (end.isAfter(clock.instant())) {
      clock.advance(Duration.between(clock.instant(), end));
    }
  }
}
