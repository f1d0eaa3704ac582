package io.mgeosync.e2e.harness;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * One reading of a bundle in {@code /status}. The agent reads the gate before the probes, so a
 * probe here is never behind the gate beside it.
 */
public record Look(JsonNode bundle) {
  public boolean ready() {
    return bundle.path("ready").asBoolean();
  }

  /** Why not, in one line. */
  public String why() {
    return bundle.path("why").asText();
  }

  /** What the last cycle came to. */
  public String lastCycle() {
    return bundle.path("lastCycle").path("sentence").asText();
  }

  /** Whether the condition was found not to be true, and not only too long ago. */
  public boolean refuses(String type) {
    return !condition(type).path("status").asText().equals("true");
  }

  public String reason(String type) {
    return condition(type).path("reason").asText();
  }

  /** Of the condition's last look: {@code good}, {@code wrong} or {@code late}. */
  public String result(String type) {
    return probe(type).path("result").asText();
  }

  /** How many looks in a row had that result. */
  public int streak(String type) {
    return probe(type).path("streak").asInt();
  }

  /** How many looks there were in all, with every probe, since the agent has started. */
  public long looks() {
    long sum = 0;
    for (JsonNode condition : bundle.path("conditions")) {
      sum += condition.at("/probe/looks").asLong();
    }
    return sum;
  }

  /** Since when each condition is what it is. */
  public List<String> since() {
    return bundle.path("conditions").valueStream().map(one -> one.path("since").asText()).toList();
  }

  private JsonNode probe(String type) {
    return condition(type).path("probe");
  }

  private JsonNode condition(String type) {
    for (JsonNode condition : bundle.path("conditions")) {
      if (condition.path("type").asText().equals(type)) {
        return condition;
      }
    }
    throw new IllegalStateException("the agent has no condition " + type + ": " + bundle);
  }
}
