package io.mgeosync.settings;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;

/** A document whose values are texts as they were written, with the line of each key. */
record YamlTree(ConfigSource source, JsonNode root) {
  /** What stands there, for "expected …, found …". */
  static String kind(JsonToken token) {
    return switch (token) {
      case START_OBJECT -> "a section of keys";
      case START_ARRAY -> "a list";
      default -> "a single value";
    };
  }
}
