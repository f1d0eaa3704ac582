package io.mgeosync.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.mgeosync.config.AgentConfig;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Every check once, now. */
@Command(
    name = "probe",
    description = {
      "Runs every check of this node once, now, and prints what each found.",
      "Asks the running agent; without one, runs the checks itself and verifies what is active.",
      "A single look is told as it is: what counts at the gate also needs fall and rise."
    },
    footer = {
      "  mgeo-sync probe",
      "  mgeo-sync probe --json | jq '.bundles[].conditions[]"
          + " | select(.probe.result // .status | IN(\"good\", \"true\") | not)'"
    })
final class ProbeVerb implements Verb {
  private final Context context;

  @Mixin ConfigOption config;

  @Option(names = "--json", description = "Print one JSON object, as of the agent's /status.")
  boolean json;

  ProbeVerb(Context context) {
    this.context = context;
  }

  @Override
  public Set<ExitCode> endings() {
    return EnumSet.range(ExitCode.CONFIGURATION, ExitCode.NOT_READY);
  }

  @Override
  public ExitCode run() {
    AgentConfig settings = config.load(context);
    Optional<JsonNode> agents = new AgentProbe(new AgentEndpoint(settings)).run();
    JsonNode status = agents.orElseGet(() -> context.node().probe(settings));
    ProbeTable table = new ProbeTable(status);
    if (json) {
      context.terminal().say(JsonLine.line(status));
    } else {
      table.lines().forEach(context.terminal()::say);
    }
    return table.allGood() ? ExitCode.OK : ExitCode.NOT_READY;
  }
}
