package io.mgeosync.cli;

import io.mgeosync.config.AgentConfig;
import io.mgeosync.manifest.Refusal;
import io.mgeosync.reconcile.BundleSettings;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** One cycle, without the agent. */
@Command(
    name = "sync",
    description = {
      "Brings each bundle to the version that the channel wants, once: fetch, verify, activate.",
      "Says nothing when all is well and no terminal shows it, so that cron only mails failures,"
          + " and a channel that expires soon.",
      "While the agent runs, ask it instead: curl --unix-socket /var/lib/mgeo-sync/agent.sock"
          + " -X POST http://localhost/sync"
    },
    footer = {
      "  mgeo-sync sync                                   # all bundles of the configuration",
      "  mgeo-sync sync --config agent.yaml --bundle mgeo-base --verbose",
      "  mgeo-sync sync --dry-run                         # also while the agent runs",
      "  mgeo-sync sync --json | jq 'select(.event == \"cycle\") | .outcome'",
      "  mgeo-sync sync --dry-run --json | jq '.plans[].fetched.bytes'",
      "  0 3 * * *  mgeo-sync sync --store file:///mnt/models --channel production \\",
      "      --bundle mgeo-base --state /var/lib/mgeo-sync    # in place of an rsync line"
    })
final class SyncVerb implements Verb {
  private final Context context;

  @Mixin NodeOptions node;

  @Option(
      names = {"-v", "--verbose"},
      description = "Say what was done, and each minute how far it is, also without a terminal.")
  boolean verbose;

  @Option(
      names = {"-n", "--dry-run"},
      description = "Only say what would be fetched and deleted, and whether there is room.")
  boolean dryRun;

  @Option(
      names = "--json",
      description = "Print events as JSON lines; with --dry-run: one JSON object.")
  boolean json;

  SyncVerb(Context context) {
    this.context = context;
  }

  @Override
  public Set<ExitCode> endings() {
    return EnumSet.range(ExitCode.CONFIGURATION, ExitCode.NO_SPACE);
  }

  @Override
  public ExitCode run() {
    AgentConfig settings = node.settings(context);
    if (dryRun) {
      return new DryRun(context, settings, json).run(node.chosen(settings));
    }
    SyncReport report = report();
    List<Refusal> problems = new ArrayList<>();
    for (BundleSettings one : node.chosen(settings)) {
      sync(settings, one, report).ifPresent(problems::add);
    }
    return problems.isEmpty() ? ExitCode.OK : ExitCode.of(problems.getFirst().kind());
  }

  private SyncReport report() {
    Terminal terminal = context.terminal();
    return json
        ? new SyncEvents(terminal, context.clock())
        : new SyncText(terminal, context.clock(), verbose);
  }

  /** One bundle's problem is said at once and never keeps the next from its turn. */
  private Optional<Refusal> sync(AgentConfig settings, BundleSettings one, SyncReport report) {
    try {
      Node.Cycle cycle = context.node().sync(settings, one, report.listener(one.name()));
      report.reportCycle(one.name(), cycle);
      return cycle.problem();
    } catch (Refusal refusal) {
      report.reportRefusal(one.name(), refusal);
      return Optional.of(refusal);
    }
  }
}
