package io.mgeosync.cli;

import io.mgeosync.config.AgentConfig;
import java.util.EnumSet;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The short name of {@code sync --dry-run}. */
@Command(
    name = "plan",
    description = {
      "Says what a sync would fetch, what is on this disk already, what would be deleted, and whether"
          + " there is room.",
      "Changes nothing, and also answers while the agent runs. The same as sync --dry-run."
    },
    footer = {
      "  mgeo-sync plan",
      "  mgeo-sync plan --json | jq '.plans[] | .fetched.bytes, .removed[].release'"
    })
final class PlanVerb implements Verb {
  private final Context context;

  @Mixin NodeOptions node;

  @Option(names = "--json", description = "Print one JSON object.")
  boolean json;

  PlanVerb(Context context) {
    this.context = context;
  }

  @Override
  public Set<ExitCode> endings() {
    return EnumSet.range(ExitCode.CONFIGURATION, ExitCode.NO_SPACE);
  }

  @Override
  public ExitCode run() {
    AgentConfig settings = node.settings(context);
    return new DryRun(context, settings, json).run(node.chosen(settings));
  }
}
