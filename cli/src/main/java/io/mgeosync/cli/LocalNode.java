package io.mgeosync.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.mgeosync.activate.Poisoned;
import io.mgeosync.agent.Agent;
import io.mgeosync.agent.PlanOnce;
import io.mgeosync.agent.ProbeOnce;
import io.mgeosync.agent.SyncOnce;
import io.mgeosync.agent.UnpoisonOnce;
import io.mgeosync.config.AgentConfig;
import io.mgeosync.config.ConfigLoader;
import io.mgeosync.fetch.FetchListener;
import io.mgeosync.manifest.digest.Digest;
import io.mgeosync.reconcile.BundleSettings;
import io.mgeosync.reconcile.CyclePlan;
import io.mgeosync.reconcile.CycleReport;
import io.mgeosync.verify.FileFinding;
import io.mgeosync.verify.VerificationReport;
import io.mgeosync.verify.Verifier;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The agent's own code, inside this process. */
final class LocalNode implements Node {
  private final Clock clock;

  LocalNode(Clock clock) {
    this.clock = clock;
  }

  @Override
  public AgentConfig configuration(Path file) {
    return ConfigLoader.load(file);
  }

  @Override
  public Cycle sync(AgentConfig config, BundleSettings bundle, FetchListener listener) {
    return cycle(SyncOnce.run(config, bundle, listener, clock));
  }

  @Override
  public Cycle repair(AgentConfig config, BundleSettings bundle, FetchListener listener) {
    return cycle(SyncOnce.repair(config, bundle, listener, clock));
  }

  private static Cycle cycle(SyncOnce.Done done) {
    CycleReport report = done.report();
    String outcome = report.outcome().name().toLowerCase(Locale.ROOT);
    return new Cycle(outcome, report.sentence(), report.problem(), done.alarms());
  }

  @Override
  public CyclePlan plan(AgentConfig config, BundleSettings bundle) {
    return PlanOnce.run(config, bundle, clock);
  }

  @Override
  public Checked check(Path directory, Optional<Digest> pin) {
    VerificationReport report = new Verifier(clock).check(directory, pin);
    return new Checked(
        directory,
        sentence(directory, report),
        report.findings().size(),
        report.bad().stream().map(LocalNode::bad).toList(),
        report.wrong());
  }

  private static String sentence(Path directory, VerificationReport report) {
    int files = report.findings().size();
    if (report.ok()) {
      return "%s: %d files of %s are right".formatted(directory, files, report.identity());
    }
    return report.wrong()
        ? "%s: %d of %d files of %s are wrong; do not deploy it, fetch or publish it again"
            .formatted(
                directory,
                report.bad().stream().filter(FileFinding::wrong).count(),
                files,
                report.identity())
        : "%s: %d of %d files of %s could not be checked and none is wrong; see the reasons above"
            .formatted(directory, report.bad().size(), files, report.identity());
  }

  private static Checked.Bad bad(FileFinding finding) {
    return new Checked.Bad(finding.path(), finding.toString());
  }

  @Override
  public JsonNode probe(AgentConfig config) {
    return JsonLine.read(ProbeOnce.run(config, clock));
  }

  @Override
  public List<Poisoned> poisoned(AgentConfig config, BundleSettings bundle) {
    return UnpoisonOnce.listed(config, bundle);
  }

  @Override
  public void unpoison(AgentConfig config, BundleSettings bundle) {
    UnpoisonOnce.run(config, bundle);
  }

  @Override
  public void runAgent(AgentConfig config) {
    try (Agent agent = Agent.start(config, clock)) {
      // SIGTERM and Ctrl-C: the JVM ends with 143 or 130 when this has ended.
      Runtime.getRuntime().addShutdownHook(new Thread(() -> end(agent), "stop"));
      agent.awaitClosed();
    }
  }

  private static void end(Agent agent) {
    agent.close();
    Logs.flush();
  }
}
