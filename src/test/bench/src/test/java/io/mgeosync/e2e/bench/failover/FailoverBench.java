package io.mgeosync.e2e.bench.failover;

import io.mgeosync.e2e.bench.Machine;
import io.mgeosync.e2e.bench.RunFailedException;
import io.mgeosync.e2e.bench.failover.site.Column;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Measures what clients see of each fault, and prints it as Markdown. */
public final class FailoverBench {
  /** A version that no node may serve any more. */
  static final String OLD = "v1";

  private final FailoverOptions options;
  private final ResultFile results;

  private FailoverBench(FailoverOptions options) {
    this.options = options;
    this.results = new ResultFile(options.json());
  }

  /** Exit codes: 0 everything was measured; 1 some runs failed; 2 wrong usage. */
  public static void main(String[] args) throws IOException {
    if (List.of(args).contains("--help")) {
      System.out.println(FailoverOptions.USAGE);
      return;
    }
    System.exit(start(List.of(args)));
  }

  private static int start(List<String> words) throws IOException {
    try {
      return new FailoverBench(FailoverOptions.parse(words)).measure() ? 0 : 1;
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage() + "\n" + FailoverOptions.USAGE);
      return 2;
    }
  }

  /** The version that follows this one. */
  static String after(String version) {
    return "v" + (Integer.parseInt(version.substring(1)) + 1);
  }

  private boolean measure() throws IOException {
    boolean complete = options.only() || runAll();
    System.out.println(Machine.describe().getFirst());
    System.out.println(Report.of(results.read()));
    return complete;
  }

  private boolean runAll() throws IOException {
    boolean complete = true;
    try (var site = Site.open(options);
        ExecutorService side = Executors.newCachedThreadPool()) {
      for (int rate : options.rates()) {
        for (int run = 0; run < options.runs(); run++) {
          for (Mode mode : options.modes()) {
            complete &= sideBySide(site.columns(), mode, rate, side);
          }
        }
      }
    }
    return complete;
  }

  /** One run in every column that the mode is for, at the same time. */
  private boolean sideBySide(List<Column> columns, Mode mode, int rate, ExecutorService side)
      throws IOException {
    List<Future<Result>> running = new ArrayList<>();
    for (Column column : columns) {
      if (mode.appliesTo(column.kind())) {
        var run = new Run(column, mode, rate, options.keepAlive(), options.schedule());
        Callable<Result> task = run::run;
        running.add(side.submit(task));
      }
    }
    boolean complete = true;
    for (Future<Result> one : running) {
      complete &= keep(mode, one);
    }
    return complete;
  }

  private boolean keep(Mode mode, Future<Result> one) throws IOException {
    try {
      Result result = one.get();
      results.add(result);
      System.err.println(Report.line(result));
      return true;
    } catch (ExecutionException e) {
      System.err.println("failed: " + mode.words() + ": " + e.getCause());
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RunFailedException("interrupted");
    }
  }
}
