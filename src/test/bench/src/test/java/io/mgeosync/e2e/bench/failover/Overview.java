package io.mgeosync.e2e.bench.failover;

import io.mgeosync.e2e.bench.failover.load.Measured;
import io.mgeosync.e2e.bench.failover.site.Kind;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All columns beside each other: what clients did not like, least to most of all runs. */
final class Overview {
  private Overview() {}

  /**
   * One table.
   *
   * @param results of one rate
   */
  static String of(List<Result> results) {
    List<Kind> kinds = Report.kinds(results);
    String head =
        kinds.stream().map(Kind::words).collect(Collectors.joining(" | ", "| fault | ", " |"));
    Stream<String> rows =
        results.stream()
            .map(Result::mode)
            .distinct()
            .sorted(Comparator.naturalOrder())
            .map(mode -> row(mode, results, kinds));
    return Stream.concat(Stream.of(head, "|---|" + "---|".repeat(kinds.size())), rows)
        .collect(Collectors.joining("\n"));
  }

  private static String row(Mode mode, List<Result> results, List<Kind> kinds) {
    return kinds.stream()
        .map(
            kind ->
                cell(
                    results.stream()
                        .filter(one -> one.mode() == mode && one.kind() == kind)
                        .map(Result::measured)
                        .toList()))
        .collect(Collectors.joining(" | ", "| " + mode.words() + " | ", " |"));
  }

  private static String cell(List<Measured> runs) {
    if (runs.isEmpty()) {
      return "–";
    }
    String said =
        Stream.of(
                some(runs, is -> is.failed() + is.failedElsewhen(), "failed"),
                some(runs, Measured::wrong, "wrong"),
                some(runs, is -> is.slowBefore() + is.slowAfter(), "over 1 s"))
            .filter(part -> !part.isEmpty())
            .collect(Collectors.joining(", "));
    return said.isEmpty() ? "0" : said;
  }

  private static String some(List<Measured> runs, ToLongFunction<Measured> what, String name) {
    long least = runs.stream().mapToLong(what).min().orElse(0);
    long most = runs.stream().mapToLong(what).max().orElse(0);
    String count = least == most ? Long.toString(most) : least + "–" + most;
    return most == 0 ? "" : count + " " + name;
  }
}
