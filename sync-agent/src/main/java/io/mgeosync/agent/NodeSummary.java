package io.mgeosync.agent;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mgeosync.activate.ActiveRelease;
import io.mgeosync.agent.http.NodeStatus;
import io.mgeosync.config.AgentConfig;
import io.mgeosync.gate.GateSnapshot;
import io.mgeosync.probe.node.PeerStatus;
import io.mgeosync.probe.node.Turn;
import io.mgeosync.verdict.BundleVerdict;
import io.mgeosync.verdict.Drains;
import io.mgeosync.verdict.FailoverSettings;
import io.mgeosync.verdict.NodeVerdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One verdict for the node out of the last snapshots of its bundles: ready only while every one of
 * them is. Reads snapshots only; safe from any thread.
 */
final class NodeSummary implements NodeStatus, NodeTurns.Standing {
  /** A release that has to be read again takes minutes: then it is told that nothing is known. */
  private static final Duration LOOKED_WITHIN = Duration.ofSeconds(20);

  private final AgentConfig config;
  private final List<BundleRunner> runners;
  private final NodeWatch nodeWatch;
  private final Drains drains;
  private final NodeTurns turns;
  private final AgentTools tools;
  private final Instant started;

  NodeSummary(
      AgentConfig config,
      List<BundleRunner> runners,
      NodeWatch nodeWatch,
      Drains drains,
      NodeTurns turns,
      AgentTools tools) {
    this.config = config;
    this.runners = List.copyOf(runners);
    this.nodeWatch = nodeWatch;
    this.drains = drains;
    this.turns = turns;
    this.tools = tools;
    this.started = tools.wakefulClock().instant();
  }

  @Override
  public NodeVerdict verdict() {
    Instant now = tools.wakefulClock().instant();
    FailoverSettings failover = config.failover();
    return new NodeVerdict(
        config.node(),
        Optional.ofNullable(failover.role()),
        failover.weight(),
        nodeWatch.gpus(),
        drains.now(),
        warnings(),
        runners.stream().map(runner -> verdict(runner, now)).toList());
  }

  private List<String> warnings() {
    var warnings = new ArrayList<>(nodeWatch.warnings());
    drains.unkept().ifPresent(warnings::add);
    runners.forEach(runner -> runner.warning().ifPresent(warnings::add));
    return warnings;
  }

  /**
   * What is news for those who hold on to what they were told last; empty before the first complete
   * look after a start, for a while.
   */
  Optional<NodeVerdict> news() {
    return hasLooked() ? Optional.of(verdict()) : Optional.empty();
  }

  /** The gates, on the same terms. */
  Optional<List<GateSnapshot>> newsOfGates() {
    return hasLooked()
        ? Optional.of(runners.stream().map(BundleRunner::gate).toList())
        : Optional.empty();
  }

  @Override
  public boolean hasLooked() {
    return runners.stream().allMatch(runner -> runner.gate().complete())
        || tools.wakefulClock().instant().isAfter(started.plus(LOOKED_WITHIN));
  }

  private BundleVerdict verdict(BundleRunner runner, Instant now) {
    return BundleVerdict.of(
            runner.gate(),
            runner.state().active().map(ActiveRelease::pin),
            tools.smokeMetrics().lastGood(runner.settings().name().value()),
            now)
        .warning(runner.alarms());
  }

  @Override
  public Turn turn() {
    return new Turn(config.node(), verdict().ready(), turns.stage());
  }

  /** Nothing is active, or something is proven wrong: no request may come here. */
  @Override
  public boolean refused() {
    NodeVerdict now = verdict();
    return now.wrong() || now.bundles().stream().allMatch(bundle -> bundle.active().isEmpty());
  }

  @Override
  public boolean serves() {
    return verdict().bundles().stream().allMatch(bundle -> bundle.served().orElse(true));
  }

  @Override
  public Optional<String> stuck() {
    return runners.stream().flatMap(runner -> runner.rounds().stuck().stream()).findFirst();
  }

  @Override
  public String json() {
    Instant now = tools.wakefulClock().instant();
    NodeVerdict verdict = verdict();
    ObjectNode json = StatusJson.node(config.node());
    ArrayNode bundles = json.putArray("bundles");
    for (BundleRunner runner : runners) {
      bundles.add(StatusJson.bundle(runner.gate(), runner.state(), runner.probesSeen(), now));
    }
    json.put("ready", verdict.ready());
    json.put("draining", verdict.drain().isPresent());
    verdict.drain().ifPresent(drain -> StatusJson.putDrain(json, drain));
    nodeWatch.writeStatus(json);
    verdict.allWarnings().forEach(json.putArray("warnings")::add);
    return StatusJson.write(json);
  }

  /** Each bundle's active release, as peers compare it. */
  Map<String, String> active() {
    var active = new TreeMap<String, String>();
    for (BundleRunner runner : runners) {
      runner
          .state()
          .active()
          .map(ActiveRelease::pin)
          .ifPresent(
              pin ->
                  active.put(
                      pin.bundle().value(),
                      PeerStatus.release(pin.version().value(), pin.digest().toString())));
    }
    return active;
  }
}
