package io.mgeosync.drill.report;

import io.mgeosync.base.Durations;
import io.mgeosync.director.client.DirectorState;
import io.mgeosync.director.client.ReportedNode;
import io.mgeosync.drill.Check;
import io.mgeosync.drill.DrillPhase;
import io.mgeosync.drill.DrillReport;
import io.mgeosync.drill.DrillSettings;
import io.mgeosync.drill.Figures;
import io.mgeosync.drill.Seconds;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The report's tables, in the order in which they are read. */
final class ReportTables {
  private ReportTables() {}

  static List<Grid> of(DrillReport report) {
    var grids = new ArrayList<Grid>();
    grids.add(checks(report));
    grids.add(requests(report));
    grids.add(events(report));
    if (report.total().failed() + report.total().wrong() > 0) {
      grids.add(Problems.grid(report));
    }
    if (!report.warnings().isEmpty()) {
      grids.add(
          new Grid(
              "Warnings", List.of("warning"), report.warnings().stream().map(List::of).toList()));
    }
    grids.add(routes(report));
    grids.add(nodes(report));
    grids.add(settings(report));
    return grids;
  }

  private static Grid checks(DrillReport report) {
    return new Grid(
        "What had to hold",
        List.of("check", "required", "found", "verdict"),
        report.checks().stream().map(ReportTables::check).toList());
  }

  private static List<String> check(Check check) {
    return List.of(check.what(), check.required(), check.found(), check.passed() ? "pass" : "FAIL");
  }

  private static Grid requests(DrillReport report) {
    var rows = new ArrayList<List<String>>();
    for (DrillPhase phase : DrillPhase.values()) {
      rows.add(figures(phase.word(), report.figures(phase)));
    }
    rows.add(figures("all", report.total()));
    return new Grid(
        "Requests",
        List.of("", "requests", "failed", "wrong", "over 1 s", "p50", "p99", "max"),
        rows);
  }

  private static List<String> figures(String label, Figures figures) {
    return List.of(
        label,
        "" + figures.requests(),
        "" + figures.failed(),
        "" + figures.wrong(),
        "" + figures.overSecond(),
        Seconds.of(figures.p50()),
        Seconds.of(figures.p99()),
        Seconds.of(figures.max()));
  }

  private static Grid events(DrillReport report) {
    return new Grid(
        "What happened when",
        List.of("after the action", "event"),
        Event.of(report).stream()
            .map(event -> List.of(Seconds.of(event.sinceAction()), event.what()))
            .toList());
  }

  private static Grid routes(DrillReport report) {
    return new Grid(
        "Route",
        List.of("when", "requests went to", "why"),
        List.of(
            route("before", Optional.of(report.plan().before())),
            route("during", report.during()),
            route("after", report.after())));
  }

  private static List<String> route(String when, Optional<DirectorState> state) {
    return List.of(
        when,
        state.map(DirectorState::way).orElse("the director could not be asked"),
        state.map(known -> known.route().why()).orElse(""));
  }

  private static Grid nodes(DrillReport report) {
    return new Grid(
        "Nodes",
        List.of("node", "version", "GPU", "before", "after"),
        report.plan().before().nodes().stream().map(node -> node(node, report)).toList());
  }

  private static List<String> node(ReportedNode node, DrillReport report) {
    return List.of(
        node.name().value(),
        node.version().orElse("not told"),
        node.gpu().orElse("not told"),
        node.state(),
        report
            .after()
            .flatMap(after -> after.node(node.name()))
            .map(ReportedNode::state)
            .orElse("?"));
  }

  private static Grid settings(DrillReport report) {
    DrillSettings settings = report.settings();
    return new Grid(
        "The drill",
        List.of("setting", "value"),
        List.of(
            List.of("started", report.started().toString()),
            List.of("requests to", settings.url().toString()),
            List.of("mind", DrillReport.SCOPE),
            List.of("director", directors(report)),
            List.of("taken out", report.plan().node() + ", by " + settings.mode().word()),
            List.of("held out", Durations.format(settings.hold())),
            List.of("rate", settings.rate() + " requests/s, open loop"),
            List.of("recovery time objective", Durations.format(settings.rto())),
            List.of("failed requests allowed", "" + settings.maxFailed())));
  }

  private static String directors(DrillReport report) {
    return String.join(", ", report.directors());
  }
}
