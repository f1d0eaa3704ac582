package io.mgeosync.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Why a node is not ready, out of its agent's status.
 *
 * @param line one line, with what to do
 */
record Explanation(boolean ready, String line) {
  /** What a sync mends, so that its last failure says more than the condition does. */
  private static final Set<String> OF_THE_SYNC = Set.of("DesiredKnown", "Verified", "Active");

  static Explanation of(JsonNode status) {
    String drain = status.path("drain").path("why").asText("");
    Explanation gates = ofGates(status);
    Explanation whole =
        gates.ready() && !drain.isEmpty() ? new Explanation(false, "not ready: " + drain) : gates;
    // A clock that is wrong, or a disk that takes no note, may be what is behind it.
    return new Explanation(whole.ready(), whole.line() + warnings(status));
  }

  /** What is broken is said before what an operator wanted. */
  private static Explanation ofGates(JsonNode status) {
    List<JsonNode> closed =
        status
            .path("bundles")
            .valueStream()
            .filter(bundle -> !bundle.path("ready").asBoolean())
            .toList();
    if (closed.isEmpty()) {
      return new Explanation(true, "ready: every condition holds");
    }
    String others = closed.size() == 1 ? "" : " (and %d more)".formatted(closed.size() - 1);
    return new Explanation(false, "not ready: " + why(closed.getFirst()) + others);
  }

  private static String warnings(JsonNode status) {
    JsonNode warnings = status.path("warnings");
    return warnings.isEmpty()
        ? ""
        : "; warning: "
            + warnings.path(0).asText().replaceAll("\\p{C}", "?")
            + (warnings.size() == 1 ? "" : " (and %d more)".formatted(warnings.size() - 1));
  }

  private static String why(JsonNode bundle) {
    String line = bundle.path("bundle").asText() + ": " + bundle.path("why").asText();
    Optional<JsonNode> first =
        bundle
            .path("conditions")
            .valueStream()
            .filter(condition -> !condition.path("holds").asBoolean())
            .findFirst();
    String type = first.map(condition -> condition.path("type").asText()).orElse("");
    return line
        + failedSync(bundle, type)
        // Most messages name their own remedy, behind a semicolon.
        + (line.contains("; ") ? "" : "; " + remedy(type, first));
  }

  private static String failedSync(JsonNode bundle, String type) {
    JsonNode cycle = bundle.path("lastCycle");
    return OF_THE_SYNC.contains(type) && cycle.has("success") && !cycle.path("success").asBoolean()
        ? "; the last sync: " + cycle.path("sentence").asText()
        : "";
  }

  private static String remedy(String type, Optional<JsonNode> condition) {
    String reason = condition.map(one -> one.path("reason").asText()).orElse("");
    return switch (reason) {
      case "Switching", "Proving", "Verifying", "Starting" -> "wait for it to end";
      default -> remedy(type);
    };
  }

  private static String remedy(String type) {
    return switch (type) {
      case "DesiredKnown" -> "check the store and run a sync";
      case "Verified" -> "a fresh copy is fetched at the next poll; check the disk";
      case "Active" -> "run a sync";
      case "RequirementsMet" -> "give this node what the bundle asks for, or promote another one";
      case "GpuUsable" -> "look at nvidia-smi and the kernel's log";
      case "Served" -> "reload the service";
      case "SmokePassed" -> "look at the service's log and at the GPU";
      default -> "look at the service's log";
    };
  }
}
