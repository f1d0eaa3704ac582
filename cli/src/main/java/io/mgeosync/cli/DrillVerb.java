package io.mgeosync.cli;

import io.mgeosync.base.Durations;
import io.mgeosync.director.client.DirectorClient;
import io.mgeosync.drill.Drill;
import io.mgeosync.drill.DrillDirector;
import io.mgeosync.drill.DrillPlan;
import io.mgeosync.drill.DrillPreconditions;
import io.mgeosync.drill.DrillReport;
import io.mgeosync.drill.DrillSettings;
import io.mgeosync.drill.Outage;
import io.mgeosync.drill.Question;
import io.mgeosync.drill.ServiceClient;
import io.mgeosync.drill.report.ReportFiles;
import io.mgeosync.drill.report.ReportJson;
import io.mgeosync.manifest.Refusal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The exercise of a failover. */
@Command(
    name = "drill",
    description = {
      "Takes the primary out while requests go on, measures what they notice, and brings it back.",
      "Changes nothing unless a standby is ready and the answers are right, and without --yes only"
          + " says what it would do (2). Ctrl-C ends it early and brings the node back, too.",
      "Ends with 4 when an answer was wrong, and with 10 when anything else did not hold."
    },
    footer = {
      "  mgeo-sync drill --url http://127.0.0.1:8080/predict                # what would be done",
      "  mgeo-sync drill --url http://127.0.0.1:8080/predict --yes --report drills",
      "  mgeo-sync drill --url http://127.0.0.1:8080/predict --yes"
          + " --director "
          + DirectorAddresses.SOCKET
          + " --director /tmp/lb-2",
      "  mgeo-sync drill --url http://127.0.0.1:8080/predict --yes --mode stop"
          + " --stop-command 'ssh gpu-a docker stop mgeo'"
          + " --start-command 'ssh gpu-a docker start mgeo'"
    })
final class DrillVerb implements Verb {
  private final Context context;

  @Mixin DrillTarget target;
  @Mixin DrillOptions options;
  @Mixin DrillPermission permission;

  @Option(
      names = "--report",
      paramLabel = "DIR",
      description = "Write the report there: one HTML page, Markdown and JSON.")
  @Nullable Path folder;

  @Option(names = "--json", description = "Print the report as one JSON object.")
  boolean json;

  DrillVerb(Context context) {
    this.context = context;
  }

  @Override
  public Set<ExitCode> endings() {
    return EnumSet.range(ExitCode.CONFIGURATION, ExitCode.NOT_READY);
  }

  @Override
  public ExitCode run() {
    target.requireOptions();
    DrillSettings settings = options.settings(target.url);
    List<DirectorClient> directors = target.directors().stream().map(DirectorClient::new).toList();
    try (ServiceClient service = new ServiceClient(target.url, settings.timeout())) {
      List<DrillDirector> directed = DrillPreconditions.plans(directors);
      DrillPlan plan = directed.getFirst().plan();
      Outage outage = options.outage(settings, plan.node(), directors, steps());
      requirePermission(settings, plan, outage);
      if (folder != null) {
        ReportFiles.requireWritable(folder);
      }
      Drill drill = new Drill(settings, directed, outage, context.clock(), steps());
      return ending(drill(drill, service, plan));
    }
  }

  private void requirePermission(DrillSettings settings, DrillPlan plan, Outage outage) {
    LocalDate today = LocalDate.ofInstant(context.clock().instant(), ZoneOffset.UTC);
    String missing = permission.missing(plan.node(), today);
    if (missing != null) {
      sayPlan(settings, plan, outage);
      throw new UsageException(missing);
    }
  }

  private void sayPlan(DrillSettings settings, DrillPlan plan, Outage outage) {
    steps().accept("This drill would (%s)".formatted(DrillReport.SCOPE));
    List.of(
            "send %d requests a second to %s".formatted(settings.rate(), settings.url()),
            outage.plan() + ", for " + Durations.format(settings.hold()),
            "expect %s to take over within %s with at most %d failed requests and no wrong answer"
                .formatted(
                    plan.standbys().getFirst(),
                    Durations.format(settings.rto()),
                    settings.maxFailed()),
            "bring %s back, and expect the route to be as now: %s"
                .formatted(plan.node(), plan.before().way()))
        .forEach(line -> steps().accept("  - " + line));
  }

  /** With --json only the result stands on standard output. */
  private Consumer<String> steps() {
    return json ? context.terminal()::note : context.terminal()::say;
  }

  private DrillReport drill(Drill drill, ServiceClient service, DrillPlan plan) {
    List<Question> questions = target.questions(context, service, plan);
    steps().accept("20 of 20 answers are right; " + DrillReport.SCOPE);
    try (AtShutdown _ = new AtShutdown("drill-abort", () -> abort(drill))) {
      return drill.run(service, questions);
    }
  }

  private void abort(Drill drill) {
    try {
      drill.abort();
    } catch (Refusal refusal) {
      context.terminal().complain(refusal.reason() + "; " + refusal.remedy());
    }
    context.terminal().out().flush();
  }

  /** The result first: it is there even when the disk does not take the report. */
  private ExitCode ending(DrillReport report) {
    context
        .terminal()
        .say(
            json
                ? JsonLine.line(ReportJson.of(report))
                : report.verdict() + ": " + report.sentence());
    if (folder != null) {
      ReportFiles.writeReport(folder, report).forEach(file -> steps().accept("report: " + file));
    }
    if (report.total().wrong() > 0) {
      return ExitCode.MISMATCH;
    }
    return report.passed() ? ExitCode.OK : ExitCode.NOT_READY;
  }
}
