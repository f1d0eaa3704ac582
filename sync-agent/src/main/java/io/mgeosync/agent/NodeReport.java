package io.mgeosync.agent;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mgeosync.activate.ActiveRelease;
import io.mgeosync.gate.Condition;
import io.mgeosync.gate.GateDecision;
import io.mgeosync.gate.GateSnapshot;
import io.mgeosync.http.NodeStatus;
import io.mgeosync.probe.node.PeerStatus;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One verdict for the node out of the last snapshots of its bundles: ready only while every one of
 * them is.
 */
final class NodeReport {
  private final String node;
  private final List<BundleRunner> runners;
  private final NodeWatch nodeWatch;
  private final Clock clock;

  NodeReport(String node, List<BundleRunner> runners, NodeWatch nodeWatch, Clock clock) {
    this.node = node;
    this.runners = List.copyOf(runners);
    this.nodeWatch = nodeWatch;
    this.clock = clock;
  }

  /** Reads snapshots only; safe from any thread. */
  NodeStatus now() {
    Instant now = clock.instant();
    List<String> reasons = new ArrayList<>();
    ObjectNode json = StatusJson.node(node);
    ArrayNode bundles = json.putArray("bundles");
    for (BundleRunner runner : runners) {
      GateSnapshot gate = runner.gate();
      bundles.add(StatusJson.bundle(gate, runner.state(), runner.probesSeen(), now));
      addReasons(gate, now, reasons);
    }
    json.put("ready", reasons.isEmpty());
    nodeWatch.write(json);
    return new NodeStatus(true, reasons.isEmpty(), reasons, StatusJson.write(json));
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

  private void addReasons(GateSnapshot gate, Instant now, List<String> reasons) {
    if (gate.decide(now) instanceof GateDecision.Refuse refuse) {
      for (Condition condition : refuse.failing()) {
        reasons.add(gate.bundle() + ": " + condition.why(now));
      }
    }
  }
}
