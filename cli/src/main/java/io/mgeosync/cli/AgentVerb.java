package io.mgeosync.cli;

import java.util.EnumSet;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The daemon. */
@Command(
    name = "agent",
    description = {
      "Keeps this node's bundles right until it is told to end.",
      "It syncs on schedule, probes the service and answers /livez, /readyz, /status and /metrics.",
      "It logs to standard error.",
      "SIGTERM ends it cleanly with exit code 143 (systemd: SuccessExitStatus=143)."
    },
    footer = {"  mgeo-sync agent", "  mgeo-sync agent --config /etc/mgeo-sync/agent.yaml"})
final class AgentVerb implements Verb {
  private final Context context;

  @Mixin ConfigOption config;

  AgentVerb(Context context) {
    this.context = context;
  }

  @Override
  public Set<ExitCode> endings() {
    return EnumSet.range(ExitCode.CONFIGURATION, ExitCode.NO_SPACE);
  }

  @Override
  public ExitCode run() {
    context.node().runAgent(config.load(context));
    return ExitCode.OK;
  }
}
