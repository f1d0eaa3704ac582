package io.mgeosync.drill.report;

import io.mgeosync.drill.DrillReport;
import io.mgeosync.drill.Sample;
import io.mgeosync.drill.Sample.Outcome;
import io.mgeosync.drill.Seconds;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Bad answers, those of one kind together. */
final class Problems {
  /** A service that says something else each time must not fill the page. */
  private static final int MOST = 20;

  private Problems() {}

  private record Kind(Outcome outcome, String problem) {}

  static Grid grid(DrillReport report) {
    Map<Kind, List<Sample>> kinds =
        report.samples().stream()
            .filter(sample -> sample.outcome() != Outcome.RIGHT)
            .collect(
                Collectors.groupingBy(
                    sample -> new Kind(sample.outcome(), sample.problem()),
                    LinkedHashMap::new,
                    Collectors.toList()));
    long action = report.timeline().action();
    return new Grid(
        "Bad answers",
        List.of("what", "how many", "first due", "last ended"),
        kinds.entrySet().stream()
            .sorted(
                Comparator.comparingInt(
                        (Map.Entry<Kind, List<Sample>> kind) -> kind.getValue().size())
                    .reversed())
            .limit(MOST)
            .map(kind -> row(kind.getKey(), kind.getValue(), action))
            .toList());
  }

  private static List<String> row(Kind kind, List<Sample> samples, long action) {
    long last = samples.stream().mapToLong(Sample::end).max().orElse(action);
    return List.of(
        kind.outcome().name().toLowerCase(Locale.ROOT) + ": " + kind.problem(),
        "" + samples.size(),
        Seconds.of(samples.getFirst().due() - action),
        Seconds.of(last - action));
  }
}
