package io.mgeosync.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mgeosync.channel.Pin;

/** The {@code --json} output: one object on one line; keys are only ever added. */
final class JsonLine {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private JsonLine() {}

  static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  static ObjectNode of(Pin pin) {
    return object()
        .put("bundle", pin.bundle().value())
        .put("version", pin.version().value())
        .put("digest", pin.digest().toString());
  }

  static String line(JsonNode node) {
    try {
      return MAPPER.writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of plain values always has a JSON form", e);
    }
  }

  /** What the agent answered; anything that is not JSON reads as an empty object. */
  static JsonNode read(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      return object();
    }
  }

  /** What an operator wrote; {@code option} is where. */
  static JsonNode parse(String option, String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new UsageException(option + " is not JSON: " + e.getOriginalMessage());
    }
  }
}
