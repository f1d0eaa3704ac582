package io.mgeosync.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.mgeosync.base.Deadline;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Has the running agent look with every probe, and waits until each has looked. */
final class AgentProbe {
  private static final int ACCEPTED = 202;
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  /** Longer than any probe's deadline: a look that a switch overtakes is never counted. */
  private static final Duration PATIENCE = Duration.ofSeconds(35);

  private final AgentEndpoint agent;

  AgentProbe(AgentEndpoint agent) {
    this.agent = agent;
  }

  /**
   * The agent's status after the looks; empty when no agent runs.
   *
   * @throws AgentUnreachableException when it runs and does not take the request
   */
  Optional<JsonNode> run() {
    JsonNode before;
    try {
      before = status();
    } catch (AgentUnreachableException e) {
      return Optional.empty();
    }
    agent.postCommand("probe", ACCEPTED);
    Deadline until = Deadline.after(PATIENCE);
    JsonNode now = status();
    while (!haveAllLooked(looks(before), looks(now)) && !until.isOver()) {
      LockSupport.parkNanos(PAUSE_NANOS);
      now = status();
    }
    return Optional.of(now);
  }

  private static boolean haveAllLooked(Map<String, Long> before, Map<String, Long> now) {
    return before.entrySet().stream()
        .allMatch(probe -> now.getOrDefault(probe.getKey(), 0L) > probe.getValue());
  }

  private JsonNode status() {
    return JsonLine.read(agent.get("status").body());
  }

  /** How often each probe of each bundle has looked; one that never has is not waited for. */
  private static Map<String, Long> looks(JsonNode status) {
    var looks = new TreeMap<String, Long>();
    for (JsonNode bundle : status.path("bundles")) {
      for (JsonNode condition : bundle.path("conditions")) {
        if (condition.has("probe")) {
          looks.put(
              bundle.path("bundle").asText() + "/" + condition.path("type").asText(),
              condition.path("probe").path("looks").asLong());
        }
      }
    }
    return looks;
  }
}
