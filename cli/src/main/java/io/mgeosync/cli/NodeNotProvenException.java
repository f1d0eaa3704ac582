package io.mgeosync.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.mgeosync.manifest.Refusal;
import java.time.Duration;

/** The agent was asked to verify a bundle, and it is not proven intact in the time given. */
final class NodeNotProvenException extends Refusal {
  private NodeNotProvenException(Kind kind, String reason) {
    super(
        kind,
        reason,
        "see `mgeo-sync status` and the agent's log, or give it longer with --wait",
        null);
  }

  /**
   * A damage that is known is not the same as a verification that has not ended.
   *
   * @param verified the agent's condition of this name
   */
  static NodeNotProvenException after(Duration wait, JsonNode verified) {
    return verified.path("reason").asText().equals("Corrupt")
        ? new NodeNotProvenException(
            Kind.MISMATCH, "still damaged: " + verified.path("message").asText())
        : new NodeNotProvenException(
            Kind.UNAVAILABLE,
            "the agent has not verified it within %d s".formatted(wait.toSeconds()));
  }
}
