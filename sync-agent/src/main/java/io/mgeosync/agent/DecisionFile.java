package io.mgeosync.agent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mgeosync.agent.SavedDecision.Held;
import io.mgeosync.disk.DurableFiles;
import io.mgeosync.disk.NodeLayout;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;

/** Where a bundle's last decision lies. */
final class DecisionFile {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;

  DecisionFile(NodeLayout layout) {
    this.file = layout.lastDecision();
  }

  /**
   * Durable once this returns.
   *
   * @throws io.mgeosync.manifest.Refusal when the disk does not take it
   */
  void writeDecision(SavedDecision decision) {
    ObjectNode json =
        JSON.createObjectNode()
            .put("at", decision.at().toString())
            .put("ready", decision.ready())
            .put("why", decision.why());
    decision.held().ifPresent(held -> put(json.putObject("held"), held));
    DurableFiles.writeAtomically(file, json.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static void put(ObjectNode json, Held held) {
    json.put("boot", held.boot())
        .put("uptime", held.uptime())
        .put("release", held.release())
        .put("digest", held.digest())
        .put("service", held.service());
    held.conditions().forEach(json.putArray("conditions")::add);
  }

  /** Empty when there is none; damage costs one start from nothing, so it is read as none, too. */
  Optional<SavedDecision> read() {
    try {
      JsonNode json = JSON.readTree(Files.readAllBytes(file));
      return Optional.of(
          new SavedDecision(
              Instant.parse(json.path("at").asText()),
              json.path("ready").asBoolean(),
              json.path("why").asText(),
              held(json.path("held"))));
    } catch (IOException | DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<Held> held(JsonNode json) {
    if (!json.isObject()) {
      return Optional.empty();
    }
    var conditions = new ArrayList<String>();
    json.path("conditions").forEach(one -> conditions.add(one.asText()));
    return Optional.of(
        new Held(
            json.path("boot").asText(),
            json.path("uptime").asDouble(),
            json.path("release").asText(),
            json.path("digest").asText(),
            json.path("service").asText(),
            conditions));
  }
}
