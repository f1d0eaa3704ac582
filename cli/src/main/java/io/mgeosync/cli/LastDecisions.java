package io.mgeosync.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.mgeosync.config.AgentConfig;
import io.mgeosync.disk.NodeLayout;
import io.mgeosync.reconcile.BundleSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.util.stream.Collectors;

/** What the agent decided when it still ran, from the disk. */
final class LastDecisions {
  private LastDecisions() {}

  /** As the end of a sentence; empty when nothing is known. */
  static String of(AgentConfig config) {
    return config.bundles().stream()
        .map(bundle -> of(config, bundle))
        .collect(Collectors.joining());
  }

  private static String of(AgentConfig config, BundleSettings bundle) {
    try {
      NodeLayout layout = new NodeLayout(config.state(), bundle.name());
      JsonNode decision = JsonLine.read(Files.readString(layout.lastDecision()));
      return "; it last said of %s, at %s: %s, %s"
          .formatted(
              bundle.name(),
              decision.path("at").asText("?"),
              decision.path("ready").asBoolean() ? "ready" : "not ready",
              decision.path("why").asText("?"));
    } catch (IOException e) {
      return "";
    }
  }
}
