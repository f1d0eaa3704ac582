package io.mgeosync.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mgeosync.config.AgentConfig;
import java.util.EnumSet;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What an operator asks first. */
@Command(
    name = "status",
    description = {
      "Says what this node serves, what it should serve, and why it does not.",
      "When the agent does not run, says so and shows what is on disk."
    },
    footer = {"  mgeo-sync status", "  mgeo-sync status --json | jq '.bundles[].why'"})
final class StatusVerb implements Verb {
  private final Context context;

  @Mixin ConfigOption config;

  @Option(names = "--json", description = "Print one JSON object.")
  boolean json;

  StatusVerb(Context context) {
    this.context = context;
  }

  @Override
  public Set<ExitCode> endings() {
    return EnumSet.of(ExitCode.CONFIGURATION, ExitCode.DENIED);
  }

  @Override
  public ExitCode run() {
    AgentConfig settings = config.load(context);
    JsonNode status = status(settings);
    if (json) {
      context.terminal().say(JsonLine.line(status));
    } else {
      StatusText.lines(status).forEach(context.terminal()::say);
    }
    return ExitCode.OK;
  }

  private static JsonNode status(AgentConfig settings) {
    try {
      AgentEndpoint.Answer answer = new AgentEndpoint(settings).get("status");
      return JsonLine.read(answer.body());
    } catch (AgentUnreachableException e) {
      return onDisk(settings, e.reason());
    }
  }

  private static ObjectNode onDisk(AgentConfig settings, String why) {
    ObjectNode status = JsonLine.object().put("node", settings.node()).put("agent", why);
    status.put("ready", false);
    ArrayNode bundles = status.putArray("bundles");
    settings.bundles().forEach(one -> bundles.add(DiskStatus.of(settings.state(), one.name())));
    return status;
  }
}
