package io.mgeosync.agent;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mgeosync.config.AgentConfig;
import io.mgeosync.net.ServerDates;
import io.mgeosync.probe.node.Environment;
import io.mgeosync.probe.node.GpuFacts;
import io.mgeosync.probe.node.NodeFacts;
import io.mgeosync.probe.node.PeerStatus;
import io.mgeosync.probe.node.Peers;
import io.mgeosync.probe.node.Turn;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What this node is and how it differs from its peers, looked at once a minute on a thread of its
 * own: a driver that hangs there costs what is told of the node, and nothing else.
 */
final class NodeWatch implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(NodeWatch.class);
  private static final int EVERY_SECONDS = 60;

  private final String node;
  private final GpuFacts gpus;
  private final Environment environment;
  private final ServerDates dates = new ServerDates();
  private final Peers peers;
  private final Clock clock;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("node-watch").factory());
  private volatile Seen seen = new Seen(NodeFacts.UNKNOWN, List.of());

  private record Seen(NodeFacts facts, List<String> warnings) {}

  NodeWatch(AgentConfig config, GpuFacts gpus, Environment environment, Clock clock) {
    this.node = config.node();
    this.gpus = gpus;
    this.environment = environment;
    this.peers = new Peers(dates, config.peers());
    this.clock = clock;
  }

  /**
   * Looks now and then once a minute.
   *
   * @param active each bundle's active release, as peers compare it
   * @param beside what else is to be done that often
   */
  void start(Supplier<Map<String, String>> active, Runnable beside) {
    var _ =
        thread.scheduleWithFixedDelay(
            () -> lookAtPeers(active, beside), 0, EVERY_SECONDS, TimeUnit.SECONDS);
  }

  private void lookAtPeers(Supplier<Map<String, String>> active, Runnable beside) {
    try {
      beside.run();
      NodeFacts facts = NodeFacts.look(gpus, environment);
      seen = new Seen(facts, seen.warnings());
      var warnings = new ArrayList<>(peers.differences(new PeerStatus(node, facts, active.get())));
      warnings.addAll(dates.disagreements(clock));
      logWarnings(warnings);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      log.error("the look at this node failed; this is a bug in mgeo-sync", e);
    }
  }

  /** Each difference is one line in the log when it is new, not once a minute. */
  private void logWarnings(List<String> warnings) {
    warnings.stream().filter(one -> !seen.warnings().contains(one)).forEach(log::warn);
    seen = new Seen(seen.facts(), List.copyOf(warnings));
  }

  /** The models of the GPUs here, as seen last; empty when not known. */
  Optional<String> gpus() {
    return seen.facts().gpus();
  }

  /** Who hears what time other machines say it is. */
  ServerDates dates() {
    return dates;
  }

  /** How the peers, or their clocks and the store's, differed last. */
  List<String> warnings() {
    return seen.warnings();
  }

  /** Who of the peers is ready; asks them now. */
  List<String> readyPeers() throws InterruptedException {
    return peers.ready();
  }

  /** How each peer stands with its turn to switch; asks them now. */
  List<Turn> turns() throws InterruptedException {
    return peers.turns();
  }

  /** What was seen last; no look. */
  void writeStatus(ObjectNode status) {
    seen.facts().write(status.putObject("facts"));
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
