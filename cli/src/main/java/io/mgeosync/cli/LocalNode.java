package io.mgeosync.cli;

import io.mgeosync.agent.SyncOnce;
import io.mgeosync.config.AgentConfig;
import io.mgeosync.config.BundleSettings;
import io.mgeosync.config.ConfigLoader;
import io.mgeosync.manifest.digest.Digest;
import io.mgeosync.reconcile.CycleReport;
import io.mgeosync.verify.VerificationReport;
import io.mgeosync.verify.Verifier;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** The agent's own code, inside this process. */
final class LocalNode implements Node {
  private final Terminal terminal;
  private final Clock clock;

  LocalNode(Terminal terminal, Clock clock) {
    this.terminal = terminal;
    this.clock = clock;
  }

  @Override
  public AgentConfig configuration(Path file) {
    return ConfigLoader.load(file);
  }

  @Override
  public Cycle sync(AgentConfig config, BundleSettings bundle) {
    TransferLine line = new TransferLine(terminal, "fetching " + bundle.name());
    CycleReport report =
        SyncOnce.run(config, bundle, at -> line.show(at.fetched() + at.reused(), at.total()), clock);
    line.done();
    return new Cycle(report.sentence(), report.problem());
  }

  @Override
  public Checked check(Path directory, Optional<Digest> pin) {
    VerificationReport report = new Verifier(clock).check(directory, pin);
    List<Checked.Bad> bad =
        report.bad().stream()
            .map(finding -> new Checked.Bad(finding.path(), finding.toString()))
            .toList();
    return new Checked(directory, sentence(report, pin.isPresent()), report.findings().size(), bad);
  }

  private static String sentence(VerificationReport report, boolean pinned) {
    if (!report.ok()) {
      return "%s is not %s: %d wrong; do not deploy it, fetch or publish it again"
          .formatted(report.folder(), report.identity(), report.bad().size());
    }
    return "%s is %s: %d files are right%s"
        .formatted(
            report.folder(),
            Pins.arguments(report.identity()),
            report.findings().size(),
            pinned ? "" : " (no --pin: this finds accidents, not attacks)");
  }

  @Override
  public void runAgent(AgentConfig config) {
    throw new NotInThisBuildException("agent");
  }
}
