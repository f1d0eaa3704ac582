package io.mgeosync.e2e.bench;

import io.mgeosync.e2e.bench.ProbeOptions.Part;
import io.mgeosync.e2e.harness.Failure;
import io.mgeosync.e2e.harness.Pace;
import io.mgeosync.e2e.harness.ProbedNode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/** Measures what the probes see, how soon, and at what cost; prints it as Markdown. */
public final class ProbeBench {
  private static final int FALL = 3;
  private static final int RISE = 2;
  private static final int BUSY_THREADS = 2;
  private static final Pace FIELD =
      new Pace(Duration.ofSeconds(5), Duration.ofSeconds(3), FALL, RISE);

  /** The JVM compiles what is used often; until then it is no idle agent. */
  private static final Duration SETTLE = Duration.ofMinutes(2);

  private final ProbeOptions options;
  private final ProbedNode node;
  private final Pace pace;
  private final boolean requireGpu;

  private ProbeBench(ProbeOptions options, ProbedNode node, Pace pace, boolean requireGpu) {
    this.options = options;
    this.node = node;
    this.pace = pace;
    this.requireGpu = requireGpu;
  }

  /** Exit codes: 0 everything was measured; 2 wrong usage. */
  public static void main(String[] args) throws IOException {
    if (List.of(args).contains("--help")) {
      System.out.println(ProbeOptions.USAGE);
      return;
    }
    try {
      run(ProbeOptions.parse(List.of(args)));
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage() + "\n" + ProbeOptions.USAGE);
      System.exit(2);
    }
  }

  private static void run(ProbeOptions options) throws IOException {
    boolean requireGpu = ProbedNode.hasPidsOfMachine();
    var pace = new Pace(options.interval(), options.interval().dividedBy(2), FALL, RISE);
    System.out.println(Machine.describe().getFirst());
    try (var node = ProbedNode.open(pace, requireGpu)) {
      new ProbeBench(options, node, pace, requireGpu).run();
    }
  }

  private void run() throws IOException {
    if (options.parts().contains(Part.FAULTS)) {
      faults();
    }
    if (options.parts().contains(Part.LOOKS)) {
      looks();
    }
    if (options.parts().contains(Part.IDLE)) {
      idle();
    }
  }

  private void faults() throws IOException {
    System.out.printf(
        "%nEvery probe: interval %d ms, deadline %d ms, fall %d, rise %d; %d runs of each fault.%n%n",
        pace.interval().toMillis(), pace.deadline().toMillis(), FALL, RISE, options.runs());
    System.out.println(FaultBench.head());
    var bench = new FaultBench(node, pace, options.runs());
    for (Failure failure : Failure.values()) {
      if (requireGpu || failure != Failure.CPU_FALLBACK) {
        System.out.println(bench.row(failure));
      }
    }
  }

  private void looks() throws IOException {
    node.restartAgent();
    var good = new GoodLooks(node);
    System.out.println("\n" + GoodLooks.head());
    System.out.println(good.of("well", options.looks(), 0));
    System.out.println(
        good.of(
            "well, beside %d busy threads".formatted(BUSY_THREADS), options.looks(), BUSY_THREADS));
  }

  private void idle() throws IOException {
    node.configure(FIELD, requireGpu);
    node.restartAgent();
    LockSupport.parkNanos(SETTLE.toNanos());
    var agent = new LiveProcess(node.node().agent().pid());
    agent.resetPeak();
    double before = agent.cpu();
    LockSupport.parkNanos(options.idle().toNanos());
    double share = 100 * (agent.cpu() - before) / options.idle().toSeconds();
    System.out.printf(
        Locale.ROOT,
        "%nIdle agent, every probe at %d s: %.2f %% of one core over %d s, at most %.0f MiB resident.%n",
        FIELD.interval().toSeconds(),
        share,
        options.idle().toSeconds(),
        agent.peakRss());
  }
}
