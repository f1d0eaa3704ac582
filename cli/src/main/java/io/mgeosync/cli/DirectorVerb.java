package io.mgeosync.cli;

import io.mgeosync.config.ConfigLoader;
import io.mgeosync.director.Director;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The daemon beside a load balancer. */
@Command(
    name = "director",
    description = {
      "Sends requests to nodes whose gates are open, until it is told to end.",
      "It polls the agents of all nodes, and has nginx or HAProxy follow within milliseconds.",
      "It logs to standard error.",
      "SIGTERM ends it cleanly with exit code 143 (systemd: SuccessExitStatus=143)."
    },
    footer = {"  mgeo-sync director", "  mgeo-sync director --config /etc/mgeo-sync/director.yaml"})
final class DirectorVerb implements Verb {
  private static final String DEFAULT = "/etc/mgeo-sync/director.yaml";

  private final Context context;

  @Option(names = "--config", paramLabel = "FILE", description = "Default: " + DEFAULT + ".")
  Path file = Path.of(DEFAULT);

  DirectorVerb(Context context) {
    this.context = context;
  }

  @Override
  public Set<ExitCode> endings() {
    return EnumSet.of(ExitCode.CONFIGURATION, ExitCode.DENIED, ExitCode.BUSY);
  }

  @Override
  public ExitCode run() {
    try (Director director = Director.start(ConfigLoader.loadDirector(file), context.clock())) {
      // SIGTERM and Ctrl-C: the JVM ends with 143 or 130 when this has ended.
      Runtime.getRuntime().addShutdownHook(new Thread(() -> end(director), "stop"));
      director.awaitClosed();
    }
    return ExitCode.OK;
  }

  private static void end(Director director) {
    director.close();
    Logs.flush();
  }
}
