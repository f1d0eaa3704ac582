package io.mgeosync.e2e.bench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The rows so far, and what went wrong. */
final class Results {
  private final List<Row> rows = new ArrayList<>();
  private final List<String> failures = new ArrayList<>();
  private final Map<String, Double> fetchedTwice = new HashMap<>();
  private final Map<String, Double> latencies = new HashMap<>();

  void add(Row row) {
    rows.add(row);
  }

  /** Makes the benchmark end in failure; the other rows are still measured. */
  void fail(String work, String who, String why) {
    failures.add(work + ", " + who + ": " + why);
    System.err.println("failed: " + failures.getLast());
  }

  /** Keeps how many bytes a resumed pull had fetched before already. */
  void fetchedTwice(String who, double bytes) {
    fetchedTwice.put(who, bytes);
  }

  Optional<Double> fetchedTwice(String who) {
    return Optional.ofNullable(fetchedTwice.get(who));
  }

  /** Keeps the service's p99, in milliseconds, while this one pulled. */
  void latency(String who, double p99) {
    latencies.put(who, p99);
  }

  Optional<Double> latency(String who) {
    return Optional.ofNullable(latencies.get(who));
  }

  List<Row> rows() {
    return List.copyOf(rows);
  }

  List<String> failures() {
    return List.copyOf(failures);
  }

  /** The row of a peer that did run. */
  Optional<Row> row(String work, String who) {
    return rows.stream()
        .filter(row -> row.work().equals(work) && row.who().equals(who) && row.ran())
        .findFirst();
  }
}
