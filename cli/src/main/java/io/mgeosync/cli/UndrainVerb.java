package io.mgeosync.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.EnumSet;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Ends a drain. */
@Command(
    name = "undrain",
    description = "Has this node take new requests again, as soon as its gates are open.",
    footer = {"  mgeo-sync undrain", "  mgeo-sync undrain && mgeo-sync ready"})
final class UndrainVerb implements Verb {
  private static final int ACCEPTED = 202;

  private final Context context;

  @Mixin ConfigOption config;

  UndrainVerb(Context context) {
    this.context = context;
  }

  @Override
  public Set<ExitCode> endings() {
    return EnumSet.of(ExitCode.CONFIGURATION, ExitCode.UNAVAILABLE, ExitCode.BUSY);
  }

  @Override
  public ExitCode run() {
    AgentEndpoint.Answer answer = new AgentEndpoint(config.load(context)).postCommand("undrain");
    if (answer.status() != ACCEPTED) {
      throw answer.refusal("the end of the drain");
    }
    context.terminal().say(sentence(JsonLine.read(answer.body()).path("ended")));
    return ExitCode.OK;
  }

  /** An agent of an earlier version does not say whether a drain went on. */
  private static String sentence(JsonNode ended) {
    if (!ended.isBoolean()) {
      return "no drain goes on any more";
    }
    return ended.asBoolean()
        ? "the drain has ended: this node takes new requests as soon as its gates are open"
        : "no drain was going on";
  }
}
