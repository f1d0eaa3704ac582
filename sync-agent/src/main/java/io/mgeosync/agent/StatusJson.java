package io.mgeosync.agent;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mgeosync.activate.ActiveRelease;
import io.mgeosync.channel.Channel;
import io.mgeosync.channel.Pin;
import io.mgeosync.gate.Condition;
import io.mgeosync.gate.ConditionType;
import io.mgeosync.gate.GateSnapshot;
import io.mgeosync.probe.ProbeResult;
import io.mgeosync.probe.ProbeSeen;
import io.mgeosync.reconcile.BundleState;
import io.mgeosync.reconcile.CycleReport;
import io.mgeosync.verdict.Drain;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;

/** The node's status as JSON. The shape is part of the API: keys are only ever added. */
final class StatusJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private StatusJson() {}

  static ObjectNode bundle(
      GateSnapshot gate, BundleState state, Map<ConditionType, ProbeSeen> probes, Instant now) {
    ObjectNode node = JSON.createObjectNode();
    node.put("bundle", gate.bundle().value());
    node.put("ready", gate.decide(now).serve());
    node.put("why", gate.explain(now));
    state.active().ifPresent(release -> putActive(node, release));
    state
        .channel()
        .flatMap(channel -> channel.desired(gate.bundle()))
        .ifPresent(pin -> putPin(node.putObject("desired"), pin));
    state.channel().ifPresent(channel -> putChannel(node, channel));
    state
        .channelReadAt()
        .filter(at -> at.isAfter(Instant.EPOCH))
        .ifPresent(at -> node.put("channelReadAt", seconds(at)));
    state.lastCycle().ifPresent(report -> putCycle(node.putObject("lastCycle"), report));
    ArrayNode conditions = node.putArray("conditions");
    for (Condition condition : gate.conditions()) {
      ObjectNode one = conditions.addObject();
      putCondition(one, condition, now);
      ProbeSeen seen = probes.get(condition.type());
      if (seen != null) {
        putProbe(one.putObject("probe"), seen, now);
      }
    }
    return node;
  }

  static ObjectNode node(String name) {
    return JSON.createObjectNode().put("node", name);
  }

  /** With the sentence for who shows it: it holds the remedy. */
  static void putDrain(ObjectNode node, Drain drain) {
    node.putObject("drain")
        .put("since", seconds(drain.since()))
        .put("until", seconds(drain.until()))
        .put("why", drain.why());
  }

  static String write(ObjectNode node) {
    try {
      return JSON.writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of plain values always has a JSON form", e);
    }
  }

  /** To the second: nanoseconds only clutter the answer. */
  private static String seconds(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private static void putPin(ObjectNode node, Pin pin) {
    node.put("version", pin.version().value());
    node.put("digest", pin.digest().toString());
  }

  private static void putChannel(ObjectNode node, Channel channel) {
    node.put("channel", channel.name());
    node.put("channelSequence", channel.sequence());
    node.put("channelExpires", channel.expires().toString());
  }

  /** To the nanosecond: a client that asked for a verification waits until this changes. */
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
    node.put("success", report.success());
  }

  private static void putCondition(ObjectNode node, Condition condition, Instant now) {
    node.put("type", condition.type().toString());
    node.put("holds", condition.holds(now));
    node.put("status", condition.status().word());
    if (!condition.holds(now)) {
      node.put("kind", condition.statusAt(now).kind());
    }
    node.put("reason", condition.reason());
    node.put("message", condition.message());
    node.put("since", seconds(condition.since()));
    node.put("observedAt", seconds(condition.observedAt()));
    node.put("ageSeconds", Duration.between(condition.observedAt(), now).toSeconds());
  }

  /** The look itself, before it was judged by those before it. */
  private static void putProbe(ObjectNode node, ProbeSeen seen, Instant now) {
    node.put(
        "result",
        switch (seen.result()) {
          case ProbeResult.Good _ -> "good";
          case ProbeResult.Wrong _ -> "wrong";
          case ProbeResult.Late _ -> "late";
        });
    node.put("reason", seen.result().reason());
    node.put("message", seen.result().message());
    node.put("ageSeconds", seen.age(now).toSeconds());
    node.put("streak", seen.streak());
    node.put("looks", seen.looks());
  }
}
