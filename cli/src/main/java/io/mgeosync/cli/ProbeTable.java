package io.mgeosync.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** What every check found, for a person: one line each. */
final class ProbeTable {
  private static final String ROW = "    %-16s %-8s %-16s %6s %7s  %s";
  private static final String GOOD = "good";

  private final JsonNode status;

  ProbeTable(JsonNode status) {
    this.status = status;
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(status.path("node").asText("this node"));
    for (JsonNode bundle : status.path("bundles")) {
      lines.add("  " + bundle.path("bundle").asText());
      lines.add(ROW.formatted("condition", "status", "reason", "age", "streak", "message"));
      bundle.path("conditions").forEach(condition -> lines.add(row(condition)));
    }
    return lines;
  }

  /** Whether no check found anything else. */
  boolean allGood() {
    return status
        .path("bundles")
        .valueStream()
        .flatMap(bundle -> bundle.path("conditions").valueStream())
        .allMatch(condition -> result(condition).equals(GOOD));
  }

  private static String row(JsonNode condition) {
    JsonNode found = condition.has("probe") ? condition.path("probe") : condition;
    return ROW.formatted(
        condition.path("type").asText(),
        result(condition),
        found.path("reason").asText(),
        found.path("ageSeconds").asText("?") + " s",
        found.path("streak").asText("-"),
        found.path("message").asText());
  }

  /** Of the look itself where there is one; of what is known otherwise. */
  private static String result(JsonNode condition) {
    if (condition.has("probe")) {
      return condition.path("probe").path("result").asText();
    }
    return switch (condition.path("status").asText()) {
      case "true" -> condition.path("holds").asBoolean() ? GOOD : "stale";
      case "false" -> "wrong";
      default -> "unknown";
    };
  }
}
