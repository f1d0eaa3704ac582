package io.mgeosync.e2e.bench;

import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * One peer in one part of the benchmark.
 *
 * @param work the part; the first row of a part is what its other rows are divided by
 * @param runs the timed runs; empty if the peer did not run
 * @param wire what the counted run sent, for peers that use the network
 * @param note what else there is to say, or why there are no runs
 */
record Row(String work, String who, List<Usage> runs, Optional<Wire> wire, String note) {
  /** Bytes that the server sent, and requests that it got, in one run. */
  record Wire(long bytes, long requests) {}

  Row {
    runs = List.copyOf(runs);
  }

  static Row without(String work, String who, String why) {
    return new Row(work, who, List.of(), Optional.empty(), why);
  }

  boolean ran() {
    return !runs.isEmpty();
  }

  double median(ToDoubleFunction<Usage> what) {
    return Statistics.median(runs.stream().mapToDouble(what).toArray());
  }

  double least(ToDoubleFunction<Usage> what) {
    return runs.stream().mapToDouble(what).min().orElseThrow();
  }

  double most(ToDoubleFunction<Usage> what) {
    return runs.stream().mapToDouble(what).max().orElseThrow();
  }
}
