package io.mgeosync.e2e.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** The results as one Markdown table, aligned so that it reads well on a terminal too. */
final class Table {
  private static final double MIB = 1024 * 1024;
  private static final List<String> HEAD =
      List.of(
          "work",
          "who",
          "wall s (least–most)",
          "×",
          "CPU s",
          "×",
          "peak RSS MiB",
          "wire MiB",
          "requests",
          "server CPU s",
          "note");

  private Table() {}

  static String of(List<Row> rows) {
    List<List<String>> lines = new ArrayList<>(List.of(HEAD));
    Row base = null;
    for (Row row : rows) {
      if (base == null || !base.work().equals(row.work())) {
        base = row;
      }
      lines.add(row.ran() ? cells(row, base) : cellsWithout(row));
    }
    return aligned(lines);
  }

  private static List<String> cells(Row row, Row base) {
    return List.of(
        row.work(),
        row.who(),
        "%s (%s–%s)"
            .formatted(
                number(row.median(Usage::wall)),
                number(row.least(Usage::wall)),
                number(row.most(Usage::wall))),
        ratio(row, base, Usage::wall),
        number(row.median(Usage::cpu)),
        ratio(row, base, Usage::cpu),
        number(row.most(Usage::peakRss)),
        row.wire().map(wire -> number(wire.bytes() / MIB)).orElse("–"),
        row.wire().map(wire -> Long.toString(wire.requests())).orElse("–"),
        number(row.median(Usage::serverCpu)),
        row.note());
  }

  private static List<String> cellsWithout(Row row) {
    return List.of(row.work(), row.who(), "–", "–", "–", "–", "–", "–", "–", "–", row.note());
  }

  private static String ratio(Row row, Row base, ToDoubleFunction<Usage> what) {
    if (!base.ran() || base.median(what) == 0) {
      return "–";
    }
    return String.format(Locale.ROOT, "%.2f", row.median(what) / base.median(what));
  }

  /** Three digits that mean something. */
  static String number(double value) {
    int decimals = value >= 100 ? 0 : value >= 10 ? 1 : value >= 1 ? 2 : 3;
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }

  private static String aligned(List<List<String>> lines) {
    int[] widths = new int[HEAD.size()];
    for (List<String> line : lines) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], line.get(i).length());
      }
    }
    var text = new StringBuilder();
    for (int n = 0; n < lines.size(); n++) {
      appendLine(text, lines.get(n), widths);
      if (n == 0) {
        appendRule(text, widths);
      }
    }
    return text.toString();
  }

  private static void appendLine(StringBuilder text, List<String> cells, int[] widths) {
    for (int i = 0; i < widths.length; i++) {
      text.append("| ").append(cells.get(i));
      text.repeat(' ', widths[i] - cells.get(i).length() + 1);
    }
    text.append("|\n");
  }

  private static void appendRule(StringBuilder text, int[] widths) {
    for (int width : widths) {
      text.append('|').repeat('-', width + 2);
    }
    text.append("|\n");
  }
}
