package io.mgeosync.cli;

import io.mgeosync.base.NodeName;
import io.mgeosync.director.client.DirectorClient;
import io.mgeosync.drill.CommandOutage;
import io.mgeosync.drill.DirectedOutage;
import io.mgeosync.drill.DrillMode;
import io.mgeosync.drill.DrillSettings;
import io.mgeosync.drill.Outage;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a drill goes, and what must hold. */
final class DrillOptions {
  @Option(
      names = "--mode",
      paramLabel = "MODE",
      description = {
        "How the primary is taken out; drain when not given.",
        "drain: the director routes past it, as for maintenance.",
        "refuse: the director takes it for refused, as when its gate closes.",
        "stop: --stop-command stops it for real."
      })
  DrillMode mode = DrillMode.DRAIN;

  @Option(
      names = "--stop-command",
      paramLabel = "WORDS",
      description = "For --mode stop, e.g. \"ssh gpu-a docker stop mgeo\": run without a shell.")
  @Nullable String stop;

  @Option(
      names = "--start-command",
      paramLabel = "WORDS",
      description = "What undoes it; is run in every case, perhaps more than once.")
  @Nullable String start;

  @Option(
      names = "--rate",
      paramLabel = "N",
      description = "Requests in a second, 1 to 1000; 20 when not given.")
  int rate = 20;

  @Option(
      names = "--baseline",
      paramLabel = "TIME",
      description = "How long to look before anything is taken out; 5s when not given.")
  Duration baseline = Duration.ofSeconds(5);

  @Option(
      names = "--hold",
      paramLabel = "TIME",
      description = "How long the node stays out; 30s when not given.")
  Duration hold = Duration.ofSeconds(30);

  @Option(
      names = "--settle",
      paramLabel = "TIME",
      description =
          "How long every answer must be right before it counts as recovered; 2s when not given.")
  Duration settle = Duration.ofSeconds(2);

  @Option(
      names = "--rto",
      paramLabel = "TIME",
      description = "The stated recovery time objective; 5s when not given.")
  Duration rto = Duration.ofSeconds(5);

  @Option(
      names = "--max-failed",
      paramLabel = "N",
      description = "How many requests may fail in all; 0 when not given.")
  int maxFailed;

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      description = "How long a request may take before it counts as failed; 10s when not given.")
  Duration timeout = Duration.ofSeconds(10);

  @Option(
      names = "--wait",
      paramLabel = "TIME",
      description = "How long the node's return may take; 60s when not given.")
  Duration wait = Duration.ofSeconds(60);

  /** The settings, if they can be used. */
  DrillSettings settings(URI url) {
    if ((mode == DrillMode.STOP) != (stop != null && start != null)) {
      throw new UsageException("--mode stop goes with both --stop-command and --start-command");
    }
    try {
      return new DrillSettings(
          url, mode, rate, baseline, hold, settle, rto, maxFailed, timeout, wait);
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }

  /** What takes the node out. */
  Outage outage(
      DrillSettings settings,
      NodeName node,
      List<DirectorClient> directors,
      Consumer<String> steps) {
    return stop == null || start == null
        ? new DirectedOutage(directors, node, mode, settings.heldFor())
        : new CommandOutage(directors, node, words(stop), words(start), steps);
  }

  private static List<String> words(String command) {
    return List.of(command.strip().split("\\s+"));
  }
}
