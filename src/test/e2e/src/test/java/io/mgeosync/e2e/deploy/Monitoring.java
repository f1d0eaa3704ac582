package io.mgeosync.e2e.deploy;

import io.mgeosync.e2e.harness.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The files that watch mgeo-sync, and what stands in them. */
final class Monitoring {
  static final Path PROMETHEUS = Shipped.path("prometheus");
  static final Path RULES = PROMETHEUS.resolve("rules/mgeo-sync.rules.yml");
  static final Path DASHBOARD = Shipped.path("grafana/mgeo-sync.json");
  static final Path PAGE = Checkout.path("docs/monitoring.md");

  private static final Pattern METRIC = Pattern.compile("\\bmgeo_sync_[a-z0-9_]+");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `(mgeo_sync_\\w+)` \\| (\\w+) \\|");
  private static final Pattern ALERT = Pattern.compile("(?m)^ +- alert: (\\w+)$");

  private Monitoring() {}

  /** All tests of the rules. */
  static List<Path> ruleTests() throws IOException {
    try (Stream<Path> files = Files.list(PROMETHEUS.resolve("tests"))) {
      return files.sorted().toList();
    }
  }

  /** Each alert, in the order of the rules. */
  static List<String> alerts() throws IOException {
    return ALERT.matcher(Files.readString(RULES)).results().map(found -> found.group(1)).toList();
  }

  /** Each metric of ours that a text names. */
  static Set<String> metricsIn(String text) {
    var names = new TreeSet<String>();
    METRIC.matcher(text).results().map(MatchResult::group).forEach(names::add);
    return names;
  }

  /** What Prometheus stores of the metrics on the page: a histogram is three series. */
  static Set<String> documentedSeries() throws IOException {
    var names = new TreeSet<String>();
    ROW.matcher(Files.readString(PAGE))
        .results()
        .flatMap(row -> series(row.group(1), row.group(2)))
        .forEach(names::add);
    return names;
  }

  private static Stream<String> series(String name, String type) {
    return type.equals("histogram")
        ? Stream.of(name + "_bucket", name + "_count", name + "_sum")
        : Stream.of(name);
  }
}
