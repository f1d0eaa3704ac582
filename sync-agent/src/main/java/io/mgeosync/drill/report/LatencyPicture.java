package io.mgeosync.drill.report;

import io.mgeosync.drill.DrillReport;
import io.mgeosync.drill.Sample;
import io.mgeosync.drill.Sample.Outcome;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Each request as a mark, by when it was due and how long it took, as an SVG element. */
final class LatencyPicture {
  private static final double SECOND = TimeUnit.SECONDS.toNanos(1);
  private static final int WIDTH = 1000;
  private static final int LEFT = 64;
  private static final int RIGHT = 984;
  private static final int ROW = 16;
  private static final int PLOT = 260;
  private static final int FOOT = 44;
  private static final int GAP = 5;

  /** A label that begins to the right of this would run out of the picture. */
  private static final int TURN = 780;

  private static final double MILLISECOND = 0.001;

  /** In seconds; what is faster is drawn as if it had taken as long. */
  private static final double SHORTEST = 0.0001;

  private final String id;
  private final String title;
  private final DrillReport report;
  private final List<Event> events;
  private final Axis time;
  private final Axis latency;
  private final int top;
  private final int bottom;

  /**
   * A part of the drill.
   *
   * @param id of the picture in its page
   * @param from seconds since the action
   * @param to seconds since the action
   */
  LatencyPicture(String id, String title, DrillReport report, double from, double to) {
    this.id = id;
    this.title = title;
    this.report = report;
    this.time = new Axis(from, to, LEFT, RIGHT, false);
    this.events =
        Event.of(report).stream()
            .filter(event -> time.holds(event.sinceAction() / SECOND))
            .toList();
    this.top = ROW * (events.size() + 1);
    this.bottom = top + PLOT;
    this.latency = new Axis(fastest(report), slowest(report), bottom, top, true);
  }

  private static double fastest(DrillReport report) {
    long least = report.samples().stream().mapToLong(Sample::latency).min().orElse(0);
    return Math.min(MILLISECOND, Ticks.decade(Math.max(least / SECOND, SHORTEST), false));
  }

  private static double slowest(DrillReport report) {
    return Math.max(1, Ticks.decade(Math.max(report.total().max() / SECOND, SHORTEST), true));
  }

  String title() {
    return title;
  }

  String svg() {
    return """
    <svg viewBox="0 0 %d %d" role="img" aria-labelledby="%s-title %s-desc">
    <title id="%s-title">%s</title>
    <desc id="%s-desc">%s</desc>
    %s</svg>
    """
        .formatted(
            WIDTH,
            bottom + FOOT,
            id,
            id,
            id,
            Html.escape(title),
            id,
            Html.escape(description()),
            shade() + grid() + marks() + lines());
  }

  private String description() {
    return report.sentence()
        + ". "
        + Event.of(report).stream()
            .map(event -> at(event) + " " + event.what())
            .collect(Collectors.joining("; "));
  }

  private static String at(Event event) {
    return String.format(Locale.ROOT, "%.3f s", event.sinceAction() / SECOND);
  }

  /** While the node was out. */
  private String shade() {
    double from = time.place(0);
    double to = time.place((report.timeline().restored() - report.timeline().action()) / SECOND);
    return String.format(
        Locale.ROOT,
        "<rect class=\"out\" x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\"/>\n",
        from,
        top,
        to - from,
        PLOT);
  }

  private String grid() {
    return Ticks.latency(latency, LEFT, RIGHT)
        + Ticks.time(time, bottom + ROW)
        + String.format(
            Locale.ROOT,
            "<text class=\"tick\" x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>\n",
            RIGHT,
            bottom + 2 * ROW + 4,
            "seconds after the action, when the request was due");
  }

  private String marks() {
    Map<Outcome, PointCloud> all = new EnumMap<>(Outcome.class);
    for (Outcome outcome : Outcome.values()) {
      all.put(outcome, new PointCloud());
    }
    for (Sample sample : report.samples()) {
      double due = (sample.due() - report.timeline().action()) / SECOND;
      PointCloud marks = all.get(sample.outcome());
      if (marks != null && time.holds(due)) {
        marks.add(time.place(due), latency.place(sample.latency() / SECOND));
      }
    }
    return all.entrySet().stream()
        .map(entry -> OutcomeMark.of(entry.getKey()).draw(entry.getValue()))
        .collect(Collectors.joining());
  }

  private String lines() {
    var lines = new StringBuilder();
    var labels = new StringBuilder(); // Above the lines, which would strike them through.
    for (int row = 0; row < events.size(); row++) {
      Event event = events.get(row);
      double x = time.place(event.sinceAction() / SECOND);
      int y = ROW * (row + 1);
      lines.append(
          String.format(
              Locale.ROOT, "<path class=\"event\" d=\"M%.1f %dV%d\"/>\n", x, y - 10, bottom));
      labels.append(label(event, x, y));
    }
    return lines.append(labels).toString();
  }

  private static String label(Event event, double x, int y) {
    boolean turned = x > TURN;
    return String.format(
        Locale.ROOT,
        "<text class=\"label\" x=\"%.1f\" y=\"%d\" text-anchor=\"%s\">%s</text>\n",
        turned ? x - GAP : x + GAP,
        y,
        turned ? "end" : "start",
        Html.escape(event.label() + ", " + at(event)));
  }
}
