package io.mgeosync.cli;

import io.mgeosync.config.AgentConfig;
import java.util.EnumSet;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The one line that a pager should carry. */
@Command(
    name = "explain",
    description = {
      "Says in one line why this node is not ready, and what to do about it.",
      "When the agent does not run, says that and what it decided last."
    },
    footer = {"  mgeo-sync explain", "  mgeo-sync explain || page \"$(mgeo-sync explain)\""})
final class ExplainVerb implements Verb {
  private static final int OK = 200;

  private final Context context;

  @Mixin ConfigOption config;

  ExplainVerb(Context context) {
    this.context = context;
  }

  @Override
  public Set<ExitCode> endings() {
    return EnumSet.of(ExitCode.CONFIGURATION, ExitCode.UNAVAILABLE, ExitCode.NOT_READY);
  }

  @Override
  public ExitCode run() {
    AgentConfig settings = config.load(context);
    try {
      return explain(new AgentEndpoint(settings).get("status"));
    } catch (AgentUnreachableException e) {
      context.terminal().say(e.getMessage() + LastDecisions.of(settings));
      return ExitCode.UNAVAILABLE;
    }
  }

  private ExitCode explain(AgentEndpoint.Answer answer) {
    if (answer.status() != OK) {
      context
          .terminal()
          .say(
              "what listens where the agent should answered HTTP %d; look at the agent's log, or correct http.listen"
                  .formatted(answer.status()));
      return ExitCode.UNAVAILABLE;
    }
    Explanation explanation = Explanation.of(JsonLine.read(answer.body()));
    context.terminal().say(explanation.line());
    return explanation.ready() ? ExitCode.OK : ExitCode.NOT_READY;
  }
}
