package io.mgeosync.e2e.bench;

import io.mgeosync.e2e.harness.Look;
import io.mgeosync.e2e.harness.ProbedNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Has a well node looked at over and over, as fast as its probes come back, and counts how often
 * its gate was found closed. That it closed and opened between two questions shows in the moment
 * since when a condition holds.
 */
final class GoodLooks {
  private static final Duration ASK_EVERY = Duration.ofMillis(10);
  private static final Duration AT_MOST = Duration.ofMinutes(5);

  private final ProbedNode node;

  GoodLooks(ProbedNode node) {
    this.node = node;
  }

  /** One line: how many looks there were, and what they came to. */
  String of(String what, long wanted, int busyThreads) throws IOException {
    List<Thread> busy = busy(busyThreads);
    try {
      return of(what, wanted);
    } finally {
      busy.forEach(Thread::interrupt);
    }
  }

  private String of(String what, long wanted) throws IOException {
    Look before = node.look();
    long start = System.nanoTime();
    long refused = 0;
    Look now = before;
    while (now.looks() - before.looks() < wanted && System.nanoTime() - start < AT_MOST.toNanos()) {
      node.node().command("probe");
      LockSupport.parkNanos(ASK_EVERY.toNanos());
      refused += node.node().readyz().status() == 200 ? 0 : 1;
      now = node.look();
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    return "| %s | %d | %.0f | %d | %s |"
        .formatted(
            what,
            now.looks() - before.looks(),
            seconds,
            refused,
            now.since().equals(before.since()) ? "none" : "yes, see the agent's log");
  }

  private static List<Thread> busy(int threads) {
    var started = new ArrayList<Thread>();
    for (int i = 0; i < threads; i++) {
      started.add(Thread.ofPlatform().daemon().name("busy-" + i).start(GoodLooks::spin));
    }
    return started;
  }

  private static void spin() {
    while (!Thread.currentThread().isInterrupted()) {
      Thread.onSpinWait();
    }
  }

  static String head() {
    return """
    | node | looks | seconds | times found closed | closed in between |
    |---|---|---|---|---|\
    """;
  }
}
