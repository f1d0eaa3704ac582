package io.mgeosync.e2e.bench.soak;

import io.mgeosync.e2e.bench.Machine;
import io.mgeosync.e2e.harness.Scratch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/** Counts how often a well node was refused while everything around its agent went wrong. */
public final class SoakBench {
  private final SoakOptions options;

  private SoakBench(SoakOptions options) {
    this.options = options;
  }

  /** Exit codes: 0 the node was never refused; 1 it was; 2 wrong usage. */
  public static void main(String[] args) throws IOException {
    if (List.of(args).contains("--help")) {
      System.out.println(SoakOptions.USAGE);
      return;
    }
    System.exit(start(List.of(args)));
  }

  private static int start(List<String> words) throws IOException {
    try {
      return new SoakBench(SoakOptions.parse(words)).isNeverRefused() ? 0 : 1;
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage() + "\n" + SoakOptions.USAGE);
      return 2;
    }
  }

  private boolean isNeverRefused() throws IOException {
    System.out.println(Machine.describe().getFirst());
    Path scratch = Scratch.create();
    try (var node = new SoakNode(Path.of(System.getenv("MGEO_PYTHON")))) {
      long begun = System.nanoTime();
      var troubles = new Troubles(node, options, scratch);
      try (troubles) {
        var looks = new Looks(node.url(), troubles::now);
        looks.make(options.looks(), options.perSecond());
        boolean complete = troubles.alive();
        report(looks, troubles, Duration.ofNanos(System.nanoTime() - begun));
        boolean never = complete && looks.refused() == 0;
        if (!never) {
          keep(node.agentLog());
        }
        return never;
      }
    } finally {
      Scratch.delete(scratch);
    }
  }

  private void report(Looks looks, Troubles troubles, Duration took) {
    System.out.printf(
        Locale.ROOT,
        "%d looks in %d s, seed %d; %.1f s was the longest time without a listener%n%n",
        options.looks(),
        took.toSeconds(),
        options.seed(),
        looks.longestWithoutListener().toMillis() / 1e3);
    for (Answer answer : Answer.values()) {
      System.out.printf(Locale.ROOT, "%-20s %d%n", answer.words(), looks.of(answer));
    }
    System.out.println();
    new TreeMap<>(troubles.counts())
        .forEach((what, often) -> System.out.printf(Locale.ROOT, "%-24s %d%n", what, often));
    System.out.print(looks.refusals());
  }

  private static void keep(Path log) throws IOException {
    Path kept = Path.of("soak-agent.log");
    Files.copy(log, kept, StandardCopyOption.REPLACE_EXISTING);
    System.out.println("The agent's log: " + kept.toAbsolutePath());
  }
}
