package io.mgeosync.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.mgeosync.base.Durations;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Has new requests go to the other nodes, e.g. before this one is mended. */
@Command(
    name = "drain",
    description = {
      "Has this node take no new requests for a while, though it could: the agent"
          + " tells every load balancer so.",
      "Ends by itself, outlives a restart of the agent, and is refused (8) when no other node is"
          + " known to be ready."
    },
    footer = {
      "  mgeo-sync drain",
      "  mgeo-sync drain --for 2h && systemctl restart mgeo && mgeo-sync undrain",
      "  mgeo-sync drain --force        # though no node would be left"
    })
final class DrainVerb implements Verb {
  private static final int ACCEPTED = 202;

  private final Context context;

  @Mixin ConfigOption config;

  @Option(
      names = "--for",
      paramLabel = "DURATION",
      defaultValue = "30m",
      description = "When it ends by itself, at most 7d (default: ${DEFAULT-VALUE}).")
  Duration length;

  @Option(names = "--force", description = "Also when no other node is known to be ready.")
  boolean force;

  DrainVerb(Context context) {
    this.context = context;
  }

  @Override
  public Set<ExitCode> endings() {
    return EnumSet.of(ExitCode.CONFIGURATION, ExitCode.UNAVAILABLE, ExitCode.BUSY);
  }

  @Override
  public ExitCode run() {
    var agent = new AgentEndpoint(config.load(context));
    String path = "drain?for=%s&force=%s".formatted(Durations.format(length), force);
    AgentEndpoint.Answer answer = agent.postCommand(path);
    if (answer.status() != ACCEPTED) {
      throw answer.refusal("the drain");
    }
    JsonNode accepted = JsonLine.read(answer.body());
    String until = accepted.path("until").asText("its end");
    if (accepted.has("warning")) {
      context.terminal().complain(accepted.path("warning").asText());
    }
    context
        .terminal()
        .say(
            "this node takes no new requests until %s; mgeo-sync undrain ends it".formatted(until));
    return ExitCode.OK;
  }
}
