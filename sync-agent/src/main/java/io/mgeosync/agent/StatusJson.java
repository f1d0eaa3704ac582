package io.mgeosync.agent;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mgeosync.activate.ActiveRelease;
import io.mgeosync.channel.Pin;
import io.mgeosync.gate.Condition;
import io.mgeosync.gate.GateSnapshot;
import io.mgeosync.reconcile.BundleState;
import io.mgeosync.reconcile.CycleReport;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** The node's status as JSON. The shape is part of the API: keys are only ever added. */
final class StatusJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private StatusJson() {}

  static ObjectNode bundle(GateSnapshot gate, BundleState state, Instant now) {
    ObjectNode node = JSON.createObjectNode();
    node.put("bundle", gate.bundle().value());
    node.put("ready", gate.decide(now).serve());
    node.put("why", gate.explain(now));
    state.active().ifPresent(release -> putActive(node, release));
    state
        .channel()
        .flatMap(channel -> channel.desired(gate.bundle()))
        .ifPresent(pin -> putPin(node.putObject("desired"), pin));
    state.channel().ifPresent(channel -> node.put("channelSequence", channel.sequence()));
    state.lastCycle().ifPresent(report -> putCycle(node.putObject("lastCycle"), report));
    ArrayNode conditions = node.putArray("conditions");
    gate.conditions().forEach(condition -> putCondition(conditions.addObject(), condition, now));
    return node;
  }

  static ObjectNode node(String name) {
    return JSON.createObjectNode().put("node", name);
  }

  static String write(ObjectNode node) {
    try {
      return JSON.writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of plain values always has a JSON form", e);
    }
  }

  /** Nobody reads nanoseconds. */
  private static String seconds(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private static void putPin(ObjectNode node, Pin pin) {
    node.put("version", pin.version().value());
    node.put("digest", pin.digest().toString());
  }

  /** To the nanosecond: whoever asked for a verification waits until this changes. */
  private static void putActive(ObjectNode node, ActiveRelease release) {
    ObjectNode active = node.putObject("active");
    putPin(active, release.pin());
    active.put("release", release.name().toString());
    node.put("verifiedAt", release.verifiedAt().toString());
  }

  private static void putCycle(ObjectNode node, CycleReport report) {
    node.put("at", seconds(report.at()));
    node.put("outcome", report.outcome().name().toLowerCase(Locale.ROOT));
    node.put("sentence", report.sentence());
  }

  private static void putCondition(ObjectNode node, Condition condition, Instant now) {
    node.put("type", condition.type().toString());
    node.put("holds", condition.holds(now));
    node.put("status", condition.status().name().toLowerCase(Locale.ROOT));
    node.put("reason", condition.reason());
    node.put("message", condition.message());
    node.put("since", seconds(condition.since()));
    node.put("observedAt", seconds(condition.observedAt()));
  }
}
