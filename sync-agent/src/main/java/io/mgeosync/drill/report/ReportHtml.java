package io.mgeosync.drill.report;

import io.mgeosync.drill.DrillReport;
import io.mgeosync.drill.Sample.Outcome;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The report as one page that needs nothing else: no script, no font, no file beside it. */
public final class ReportHtml {
  private static final double SECOND = TimeUnit.SECONDS.toNanos(1);
  private static final Pattern NUMBER = Pattern.compile("-?[0-9.]+( s)?");
  private static final Set<String> VERDICTS = Set.of("pass", "FAIL");

  /** The least that is shown of the first seconds, behind the action. */
  private static final double NEAR = 3;

  private ReportHtml() {}

  /** The whole document, UTF-8. */
  public static String of(DrillReport report) {
    String verdict = report.verdict();
    List<Grid> grids = ReportTables.of(report);
    return """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>Failover drill %s: %s</title>
    <style>
    %s</style>
    </head>
    <body>
    <main>
    <h1>Failover drill of %s, %s</h1>
    <p class="verdict %s">%s</p>
    <p class="sentence">%s</p>
    %s%s%s</main>
    </body>
    </html>
    """
        .formatted(
            Html.escape(report.started().toString()),
            verdict,
            ReportStyle.CSS,
            Html.escape(report.plan().node().value()),
            Html.escape(report.started().toString()),
            verdict.toLowerCase(Locale.ROOT),
            verdict,
            Html.escape(report.sentence()),
            grids.stream().limit(2).map(ReportHtml::table).collect(Collectors.joining()),
            pictures(report),
            grids.stream().skip(2).map(ReportHtml::table).collect(Collectors.joining()));
  }

  private static String pictures(DrillReport report) {
    double start = -report.timeline().action() / SECOND;
    double end = (report.timeline().end() - report.timeline().action()) / SECOND;
    double recovered = report.timeToRecover().map(time -> time.toNanos() / SECOND).orElse(end);
    double near = Math.min(end, Math.max(NEAR, 1.5 * recovered));
    return figure(new LatencyPicture("whole", "Latency of every request", report, start, end))
        + figure(
            new LatencyPicture(
                "near", "The same, around the action", report, Math.max(start, -1), near));
  }

  private static String figure(LatencyPicture picture) {
    return """
    <figure>
    <figcaption><b>%s</b> <span class="legend">%s<span><i class="out"></i>node out</span></span></figcaption>
    <div class="scroll">
    %s</div>
    </figure>
    """
        .formatted(
            Html.escape(picture.title()),
            Stream.of(Outcome.values())
                .map(o -> OutcomeMark.of(o).legend())
                .collect(Collectors.joining()),
            picture.svg());
  }

  private static String table(Grid grid) {
    return """
    <section>
    <h2>%s</h2>
    <div class="scroll"><table>
    <tr>%s</tr>
    %s</table></div>
    </section>
    """
        .formatted(
            Html.escape(grid.title()),
            grid.header().stream()
                .map(cell -> "<th scope=\"col\">%s</th>".formatted(Html.escape(cell)))
                .collect(Collectors.joining()),
            grid.rows().stream().map(ReportHtml::row).collect(Collectors.joining()));
  }

  private static String row(List<String> cells) {
    return cells.stream().map(ReportHtml::cell).collect(Collectors.joining("", "<tr>", "</tr>\n"));
  }

  private static String cell(String text) {
    String style =
        VERDICTS.contains(text)
            ? " class=\"" + text.toLowerCase(Locale.ROOT) + "\""
            : NUMBER.matcher(text).matches() ? " class=\"number\"" : "";
    return "<td%s>%s</td>".formatted(style, Html.escape(text));
  }
}
