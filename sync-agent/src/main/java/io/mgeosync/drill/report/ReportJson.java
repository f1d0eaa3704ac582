package io.mgeosync.drill.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mgeosync.base.NodeName;
import io.mgeosync.director.client.DirectorState;
import io.mgeosync.drill.Check;
import io.mgeosync.drill.DrillPhase;
import io.mgeosync.drill.DrillReport;
import io.mgeosync.drill.Figures;
import io.mgeosync.drill.Sample;
import io.mgeosync.drill.Sample.Outcome;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The report for programs: times in seconds, counted from when the node was taken out. */
public final class ReportJson {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final double SECOND = TimeUnit.SECONDS.toNanos(1);

  /** More say nothing new, and a page of a bad day stays readable. */
  private static final int MOST_BAD = 1000;

  private ReportJson() {}

  /** One object; keys are only ever added. */
  public static ObjectNode of(DrillReport report) {
    ObjectNode all =
        MAPPER
            .createObjectNode()
            .put("passed", report.passed())
            .put("sentence", report.sentence())
            .put("started", report.started().toString())
            .put("node", report.plan().node().value())
            .put("mode", report.settings().mode().word())
            .put("url", report.settings().url().toString())
            .put("director", report.directors().getFirst())
            .put("rate", report.settings().rate())
            .put("rtoSeconds", seconds(report.settings().rto()))
            .put("maxFailed", report.settings().maxFailed());
    report.directors().forEach(one -> all.withArray("directors").add(one));
    report.timeToRecover().ifPresent(time -> all.put("timeToRecoverSeconds", seconds(time)));
    report.timeToMove().ifPresent(time -> all.put("timeToMoveSeconds", seconds(time)));
    report.checks().forEach(check -> add(all.withArray("checks"), check));
    ObjectNode requests = all.putObject("requests");
    for (DrillPhase phase : DrillPhase.values()) {
      put(requests.putObject(phase.word()), report.figures(phase));
    }
    put(requests.putObject("all"), report.total());
    addEvents(all.putArray("events"), report);
    addBad(all.putArray("bad"), report);
    addRoutes(all.putObject("routes"), report);
    report.warnings().forEach(all.putArray("warnings")::add);
    return all;
  }

  private static void add(ArrayNode checks, Check check) {
    checks
        .addObject()
        .put("check", check.what())
        .put("required", check.required())
        .put("found", check.found())
        .put("passed", check.passed());
  }

  private static void put(ObjectNode node, Figures figures) {
    node.put("requests", figures.requests())
        .put("failed", figures.failed())
        .put("wrong", figures.wrong())
        .put("overSecond", figures.overSecond())
        .put("p50Seconds", figures.p50() / SECOND)
        .put("p99Seconds", figures.p99() / SECOND)
        .put("maxSeconds", figures.max() / SECOND);
  }

  private static void addEvents(ArrayNode events, DrillReport report) {
    Event.of(report)
        .forEach(
            event ->
                events
                    .addObject()
                    .put("atSeconds", event.sinceAction() / SECOND)
                    .put("event", event.what()));
  }

  private static void addBad(ArrayNode bad, DrillReport report) {
    report.samples().stream()
        .filter(sample -> sample.outcome() != Outcome.RIGHT)
        .limit(MOST_BAD)
        .forEach(sample -> addBad(bad, sample, report.timeline().action()));
  }

  private static void addBad(ArrayNode bad, Sample sample, long action) {
    bad.addObject()
        .put("dueSeconds", (sample.due() - action) / SECOND)
        .put("latencySeconds", sample.latency() / SECOND)
        .put("outcome", sample.outcome().name().toLowerCase(Locale.ROOT))
        .put("problem", sample.problem());
  }

  private static void addRoutes(ObjectNode routes, DrillReport report) {
    addRoute(routes, "before", Optional.of(report.plan().before()));
    addRoute(routes, "during", report.during());
    addRoute(routes, "after", report.after());
  }

  private static void addRoute(ObjectNode routes, String when, Optional<DirectorState> state) {
    if (state.isPresent()) {
      ObjectNode route = routes.putObject(when);
      ArrayNode active = route.putArray("active");
      state.get().route().active().forEach(share -> active.add(share.node().value()));
      ArrayNode spares = route.putArray("spares");
      state.get().route().spares().stream().map(NodeName::value).forEach(spares::add);
    }
  }

  private static double seconds(Duration time) {
    return time.toNanos() / SECOND;
  }
}
