package io.mgeosync.cli;

import io.mgeosync.config.AgentConfig;
import io.mgeosync.config.BundleSettings;
import io.mgeosync.manifest.BundleName;
import io.mgeosync.manifest.Refusal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** One cycle, without the agent. */
@Command(
    name = "sync",
    description = {
      "Brings each bundle to the version that the channel wants, once: fetch, verify, activate.",
      "Says nothing when all is well and nobody watches, so that cron only mails failures.",
      "While the agent runs, ask it instead: curl -X POST http://127.0.0.1:9640/sync"
    },
    footer = {
      "  mgeo-sync sync                                   # all bundles of the configuration",
      "  mgeo-sync sync --config agent.yaml --bundle mgeo-base --verbose",
      "  mgeo-sync sync --dry-run                         # also while the agent runs",
      "  mgeo-sync sync --dry-run --json | jq '.plans[].fetched.bytes'",
      "  0 3 * * *  mgeo-sync sync --store file:///mnt/models --channel production \\",
      "      --bundle mgeo-base --state /var/lib/mgeo-sync    # in place of an rsync line"
    })
final class SyncVerb implements Verb {
  private final Context context;

  @Mixin ConfigOption config;
  @Mixin DirectSync direct;

  @Option(names = "--bundle", paramLabel = "NAME", description = "Only this bundle.")
  @Nullable BundleName bundle;

  @Option(
      names = {"-v", "--verbose"},
      description = "Say what was done also when nobody watches.")
  boolean verbose;

  @Option(
      names = {"-n", "--dry-run"},
      description = "Only say what would be fetched, and whether there is room for it.")
  boolean dryRun;

  @Option(names = "--json", description = "With --dry-run: print one JSON object.")
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
    AgentConfig settings = settings();
    if (dryRun) {
      return new DryRun(context, settings, json).run(chosen(settings));
    }
    List<Refusal> problems = new ArrayList<>();
    for (BundleSettings one : chosen(settings)) {
      sync(settings, one).ifPresent(problems::add);
    }
    return problems.isEmpty() ? ExitCode.OK : ExitCode.of(problems.getFirst().kind());
  }

  private AgentConfig settings() {
    if (json && !dryRun) {
      throw new UsageException("--json goes with --dry-run");
    }
    if (direct.isAsked() && config.file != null) {
      throw new UsageException("--config and --store are two ways to say the same: use one");
    }
    return direct.isAsked() ? direct.config(bundle) : config.load(context);
  }

  private List<BundleSettings> chosen(AgentConfig settings) {
    List<BundleSettings> chosen =
        settings.bundles().stream()
            .filter(one -> bundle == null || one.name().equals(bundle))
            .toList();
    if (chosen.isEmpty()) {
      throw settings
          .source()
          .refuse("bundles", "no bundle " + bundle + " here", "add it, or correct --bundle");
    }
    return chosen;
  }

  /** One bundle's problem is said at once and never keeps the next from its turn. */
  private Optional<Refusal> sync(AgentConfig settings, BundleSettings one) {
    try {
      Node.Cycle cycle = context.node().sync(settings, one);
      if (cycle.problem().isPresent()) {
        context.terminal().complain(one.name() + ": " + cycle.sentence());
      } else if (verbose || context.terminal().interactive()) {
        context.terminal().say(one.name() + ": " + cycle.sentence());
      }
      return cycle.problem();
    } catch (Refusal refusal) {
      context.terminal().complain(one.name() + ": " + refusal.getMessage());
      return Optional.of(refusal);
    }
  }
}
