package io.mgeosync.drill.report;

import io.mgeosync.drill.DrillReport;
import java.util.List;
import java.util.stream.Collectors;

/** The report as Markdown, for a ticket or a wiki. */
public final class ReportMarkdown {
  private ReportMarkdown() {}

  /** The whole document. */
  public static String of(DrillReport report) {
    String tables =
        ReportTables.of(report).stream()
            .map(ReportMarkdown::table)
            .collect(Collectors.joining("\n"));
    return "# Failover drill: %s\n\n%s\n\n%s"
        .formatted(report.verdict(), escape(report.sentence()), tables);
  }

  private static String table(Grid grid) {
    return "## %s\n\n%s%s%s"
        .formatted(
            grid.title(),
            row(grid.header()),
            row(grid.header().stream().map(cell -> "---").toList()),
            grid.rows().stream()
                .map(cells -> row(cells.stream().map(ReportMarkdown::escape).toList()))
                .collect(Collectors.joining()));
  }

  private static String row(List<String> cells) {
    return "| " + String.join(" | ", cells) + " |\n";
  }

  /** Neither a table's end nor markup nor HTML can come out of a text. */
  static String escape(String text) {
    return text.replaceAll("\\R", " ")
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replaceAll("([\\\\`*_\\[\\]|!~])", "\\\\$1");
  }
}
