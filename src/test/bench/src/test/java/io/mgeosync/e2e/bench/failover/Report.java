package io.mgeosync.e2e.bench.failover;

import io.mgeosync.e2e.bench.Statistics;
import io.mgeosync.e2e.bench.failover.load.Measured;
import io.mgeosync.e2e.bench.failover.load.Switch;
import io.mgeosync.e2e.bench.failover.site.Kind;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** Results as Markdown: one table a column and rate, then how the targets stand. */
final class Report {
  private static final String HEAD =
      """
      | mode | runs | failed in the fault | failed elsewhen | wrong | wrong after detection | over 1 s before, after \
      detection | latest ms before, after | last failed ms | last wrong ms | detected ms | p99 ms | route changes |
      |---|---|---|---|---|---|---|---|---|---|---|---|---|""";

  private final List<Result> results;

  private Report(List<Result> results) {
    this.results = results;
  }

  static String of(List<Result> results) {
    var report = new Report(results);
    return Stream.of(report.overviews(), Targets.of(results), report.switches(), report.tables())
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining("\n\n"));
  }

  private String overviews() {
    return results.stream()
        .map(Result::rate)
        .distinct()
        .sorted()
        .map(rate -> "**%d POST/s**\n\n".formatted(rate) + Overview.of(at(rate)))
        .collect(Collectors.joining("\n\n"));
  }

  private List<Result> at(int rate) {
    return results.stream().filter(one -> one.rate() == rate).toList();
  }

  private String tables() {
    return groups().entrySet().stream()
        .map(group -> "**" + group.getKey() + "**\n\n" + table(group.getValue()))
        .collect(Collectors.joining("\n\n"));
  }

  private Map<String, List<Result>> groups() {
    return results.stream()
        .sorted(Comparator.comparingInt(Result::rate).thenComparing(Result::kind))
        .collect(
            Collectors.groupingBy(
                one -> "%s, %d POST/s".formatted(one.kind().words(), one.rate()),
                LinkedHashMap::new,
                Collectors.toList()));
  }

  private static String table(List<Result> group) {
    Map<Mode, List<Result>> rows = byMode(group);
    return HEAD + "\n" + rows.values().stream().map(Report::row).collect(Collectors.joining("\n"));
  }

  private static Map<Mode, List<Result>> byMode(List<Result> group) {
    return group.stream()
        .sorted(Comparator.comparing(Result::mode))
        .collect(Collectors.groupingBy(Result::mode, LinkedHashMap::new, Collectors.toList()));
  }

  private static String row(List<Result> runs) {
    return Stream.of(
            runs.getFirst().mode().words(),
            Integer.toString(runs.size()),
            failed(runs),
            spread(runs, Measured::failedElsewhen),
            spread(runs, Measured::wrong),
            spread(runs, Measured::wrongAfterDetection),
            spread(runs, Measured::slowBefore) + ", " + spread(runs, Measured::slowAfter),
            worst(runs, Measured::mostBeforeMillis) + ", " + worst(runs, Measured::mostAfterMillis),
            worst(runs, Measured::lastFailedMillis),
            worst(runs, Measured::lastWrongMillis),
            detected(runs),
            spread(runs, Measured::p99Millis),
            runs.stream().map(one -> Long.toString(one.changes())).collect(Collectors.joining(" ")))
        .collect(Collectors.joining(" | ", "| ", " |"));
  }

  private static String failed(List<Result> runs) {
    double share = values(runs, Measured::failedPerCent).max().orElse(0);
    String counts = spread(runs, Measured::failed);
    return share == 0 ? counts : String.format(Locale.ROOT, "%s, at most %.2f %%", counts, share);
  }

  private static String detected(List<Result> runs) {
    List<Result> seen = runs.stream().filter(one -> one.measured().detectedMillis() >= 0).toList();
    return seen.isEmpty() ? "–" : spread(seen, Measured::detectedMillis);
  }

  /** The median, and in parentheses least and most where they differ. */
  private static String spread(List<Result> runs, ToDoubleFunction<Measured> what) {
    double[] values = values(runs, what).sorted().toArray();
    String middle = whole(Statistics.median(values));
    String least = whole(values[0]);
    String most = whole(values[values.length - 1]);
    return least.equals(most) ? middle : "%s (%s–%s)".formatted(middle, least, most);
  }

  private static String worst(List<Result> runs, ToDoubleFunction<Measured> what) {
    return whole(values(runs, what).max().orElse(0));
  }

  private static DoubleStream values(List<Result> runs, ToDoubleFunction<Measured> what) {
    return runs.stream().mapToDouble(one -> what.applyAsDouble(one.measured()));
  }

  private static String whole(double value) {
    return String.format(Locale.ROOT, "%.0f", value);
  }

  /** When new requests moved at a planned switch, for each run. */
  private String switches() {
    String rows =
        results.stream()
            .filter(one -> one.change() != null)
            .map(Report::switchRow)
            .collect(Collectors.joining("\n"));
    return rows.isEmpty()
        ? ""
        : "| planned switchover | POST/s | last new request on the old node, ms after | first on the"
            + " new one, ms after | failed |\n|---|---|---|---|---|\n"
            + rows;
  }

  private static String switchRow(Result one) {
    Switch change = one.change();
    return change == null
        ? ""
        : String.format(
            Locale.ROOT,
            "| %s | %d | %.1f | %.1f | %d |",
            one.kind().words(),
            one.rate(),
            change.lastOnOldMillis(),
            change.firstOnNewMillis(),
            one.measured().failed() + one.measured().failedElsewhen());
  }

  /** One run, for whoever watches. */
  static String line(Result one) {
    Measured is = one.measured();
    return String.format(
        Locale.ROOT,
        "%-18s %-16s %4d/s failed %d+%d wrong %d (%d) slow %d+%d most %.0f/%.0f last %.0f/%.0f"
            + " detected %.0f changes %d load %.1f %s",
        one.mode().option(),
        one.kind().option(),
        one.rate(),
        is.failed(),
        is.failedElsewhen(),
        is.wrong(),
        is.wrongAfterDetection(),
        is.slowBefore(),
        is.slowAfter(),
        is.mostBeforeMillis(),
        is.mostAfterMillis(),
        is.lastFailedMillis(),
        is.lastWrongMillis(),
        is.detectedMillis(),
        one.changes(),
        one.load(),
        is.problems());
  }

  /** The columns that were measured, in their order. */
  static List<Kind> kinds(List<Result> results) {
    return List.copyOf(
        results.stream().map(Result::kind).collect(Collectors.toCollection(TreeSet::new)));
  }
}
