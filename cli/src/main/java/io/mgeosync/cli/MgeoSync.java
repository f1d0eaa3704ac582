package io.mgeosync.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The program itself: says what there is to say when no verb was given. */
@Command(
    name = "mgeo-sync",
    description = "GPU nodes that can only serve the right model.",
    versionProvider = Version.class,
    footerHeading = "%nExamples:%n",
    footer = {
      "  mgeo-sync publish ./model --store s3://models --bundle mgeo-base --version v1.2.0",
      "  mgeo-sync promote --store s3://models --channel production --bundle mgeo-base --version"
          + " v1.2.0 \\",
      "      --create",
      "  mgeo-sync sync --config /etc/mgeo-sync/agent.yaml",
      "  mgeo-sync status",
      "%n'mgeo-sync <verb> --help' tells more about a verb and its exit codes."
    })
final class MgeoSync implements Runnable {
  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "Show the stack trace of a failure (or set " + Refusals.DEBUG_VARIABLE + ").")
  boolean debug;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new UsageException("which verb? " + String.join(", ", spec.subcommands().keySet()));
  }
}
