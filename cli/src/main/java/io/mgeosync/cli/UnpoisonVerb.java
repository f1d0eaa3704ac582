package io.mgeosync.cli;

import io.mgeosync.activate.Poisoned;
import io.mgeosync.config.AgentConfig;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The operator's word that what failed here may be tried again. */
@Command(
    name = "unpoison",
    description = {
      "Forgets which bundles failed on this node and were rolled back: the next sync tries them.",
      "Asks the running agent; without one, clears the lists itself. Says what was listed."
    },
    footer = {
      "  mgeo-sync unpoison",
      "  mgeo-sync unpoison && curl --unix-socket /var/lib/mgeo-sync/agent.sock"
          + " -X POST http://localhost/sync"
    })
final class UnpoisonVerb implements Verb {
  private static final int ACCEPTED = 202;

  private final Context context;

  @Mixin ConfigOption config;

  UnpoisonVerb(Context context) {
    this.context = context;
  }

  @Override
  public Set<ExitCode> endings() {
    return EnumSet.range(ExitCode.CONFIGURATION, ExitCode.NO_SPACE);
  }

  @Override
  public ExitCode run() {
    AgentConfig settings = config.load(context);
    List<Poisoned> listed =
        settings.bundles().stream()
            .flatMap(bundle -> context.node().poisoned(settings, bundle).stream())
            .toList();
    if (listed.isEmpty()) {
      context.terminal().say("nothing is listed: no bundle failed on this node");
      return ExitCode.OK;
    }
    clearLists(settings);
    listed.forEach(
        one ->
            context
                .terminal()
                .say(
                    "%s may be tried again; it failed at %s: %s"
                        .formatted(one.pin(), one.at(), one.why())));
    return ExitCode.OK;
  }

  private void clearLists(AgentConfig settings) {
    AgentEndpoint agent = new AgentEndpoint(settings);
    if (agent.answers()) {
      agent.postCommand("unpoison", ACCEPTED);
    } else {
      settings.bundles().forEach(bundle -> context.node().unpoison(settings, bundle));
    }
  }
}
