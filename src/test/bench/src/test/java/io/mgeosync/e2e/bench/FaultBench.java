package io.mgeosync.e2e.bench;

import io.mgeosync.e2e.harness.Failure;
import io.mgeosync.e2e.harness.Pace;
import io.mgeosync.e2e.harness.ProbedNode;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/**
 * The time from a fault to the closed gate, and from its end to the open one, as whoever asks
 * {@code /readyz} every 5 ms sees them. A fault counts from when it is in force: its switch was
 * answered, its process is dead.
 */
final class FaultBench {
  private static final Duration ASK_EVERY = Duration.ofMillis(5);
  private static final Duration SLACK = Duration.ofMillis(100);

  /** The third fall of one condition within ten minutes is held down by a damper. */
  private static final int FALLS_PER_AGENT = 2;

  private static final double NANOS_PER_MILLI = 1e6;
  private static final long SEED = 4;

  private final ProbedNode node;
  private final Pace pace;
  private final int runs;
  private final Random phase = new Random(SEED);

  FaultBench(ProbedNode node, Pace pace, int runs) {
    this.node = node;
    this.pace = pace;
    this.runs = runs;
  }

  static String head() {
    return """
        | fault | seen by | reason | closed after ms: median (least–most) | at most | open after ms: median (least–most) | at most |
        |---|---|---|---|---|---|---|""";
  }

  /** One line of the table. */
  String row(Failure failure) throws IOException {
    double[] closed = new double[runs];
    double[] open = new double[runs];
    String reason = "";
    for (int run = 0; run < runs; run++) {
      if (run % FALLS_PER_AGENT == 0) {
        node.restartAgent();
      }
      pause(phase.nextLong(pace.interval().toNanos()));
      failure.inject(node);
      closed[run] = timeUntil(503);
      reason =
          node.await("it is seen", look -> look.refuses(failure.condition()))
              .reason(failure.condition());
      failure.heal(node);
      open[run] = timeUntil(200);
    }
    return "| %s | `%s` | `%s` | %s | %s |"
        .formatted(
            failure.words(),
            failure.condition(),
            reason,
            cells(closed, closesWithin(failure)),
            cells(open, opensWithin()));
  }

  private Duration closesWithin(Failure failure) {
    return failure.proven()
        ? pace.interval().plus(SLACK)
        : pace.interval().multipliedBy(pace.fall()).plus(pace.deadline());
  }

  private Duration opensWithin() {
    return pace.interval().multipliedBy(pace.rise()).plus(pace.deadline());
  }

  private double timeUntil(int status) throws IOException {
    long start = System.nanoTime();
    while (node.node().readyz().status() != status) {
      if (System.nanoTime() - start > ProbedNode.PATIENCE.toNanos()) {
        throw new RunFailedException("/readyz never answered " + status + ": " + node.look());
      }
      pause(ASK_EVERY.toNanos());
    }
    return (System.nanoTime() - start) / NANOS_PER_MILLI;
  }

  private static void pause(long nanos) {
    LockSupport.parkNanos(nanos);
  }

  private static String cells(double[] millis, Duration bound) {
    double most = Arrays.stream(millis).max().orElseThrow();
    String verdict = most <= bound.toMillis() ? "" : " **missed**";
    return String.format(
        Locale.ROOT,
        "%.0f (%.0f–%.0f) | %d%s",
        Statistics.median(millis),
        Arrays.stream(millis).min().orElseThrow(),
        most,
        bound.toMillis(),
        verdict);
  }
}
