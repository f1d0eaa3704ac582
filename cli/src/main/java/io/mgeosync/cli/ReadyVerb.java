package io.mgeosync.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The readiness hook. */
@Command(
    name = "ready",
    description = {
      "Asks the running agent whether this node may serve, for at most one second.",
      "Refused (10) is not unknown (6): a traffic director that may keep its last node on 6 must"
          + " not on 10."
    },
    footer = {
      "  mgeo-sync ready && echo serve",
      "  mgeo-sync ready --json",
      "  HealthCheckProgram=/usr/bin/mgeo-sync ready      # slurm.conf"
    })
final class ReadyVerb implements Verb {
  private static final int OK = 200;
  private static final int REFUSED = 503;

  private final Context context;

  @Mixin ConfigOption config;

  @Option(names = "--json", description = "Print the agent's own answer.")
  boolean json;

  ReadyVerb(Context context) {
    this.context = context;
  }

  @Override
  public Set<ExitCode> endings() {
    return EnumSet.of(ExitCode.CONFIGURATION, ExitCode.UNAVAILABLE, ExitCode.NOT_READY);
  }

  @Override
  public ExitCode run() {
    AgentEndpoint.Answer answer = new AgentEndpoint(config.load(context).http()).get("readyz");
    ExitCode verdict = verdict(answer.status());
    if (json) {
      context.terminal().say(answer.body().strip());
    } else if (verdict != ExitCode.OK) {
      context.terminal().complain(sentence(answer));
    } else if (context.terminal().interactive()) {
      context.terminal().say("ready");
    }
    return verdict;
  }

  private static ExitCode verdict(int status) {
    return switch (status) {
      case OK -> ExitCode.OK;
      case REFUSED -> ExitCode.NOT_READY;
      default -> ExitCode.UNAVAILABLE;
    };
  }

  private static String sentence(AgentEndpoint.Answer answer) {
    if (answer.status() != REFUSED) {
      return "what listens where the agent should answered HTTP %d; correct http.listen"
          .formatted(answer.status());
    }
    JsonNode reasons = Json.read(answer.body()).path("reasons");
    return "not ready: "
        + reasons.valueStream().map(JsonNode::asText).collect(Collectors.joining("; "));
  }
}
