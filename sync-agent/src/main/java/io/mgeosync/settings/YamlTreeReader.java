package io.mgeosync.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Reads YAML into a tree whose values are texts as they were written, and notes the line of each
 * key; refuses what a settings file never needs, and what YAML would drop in silence.
 */
final class YamlTreeReader {
  private static final YAMLFactory FACTORY = new YAMLFactory();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final int MAX_DEPTH = 20;

  private final String file;
  private final YAMLParser parser;
  private final Map<String, Integer> lines = new HashMap<>();
  private int depth;

  private YamlTreeReader(String file, YAMLParser parser) {
    this.file = file;
    this.parser = parser;
  }

  /**
   * Reads a whole file.
   *
   * @param file for messages
   * @throws ConfigException at the line of the first mistake
   */
  static YamlTree parse(String file, String text) {
    try (YAMLParser parser = FACTORY.createParser(text)) {
      YamlTreeReader reader = new YamlTreeReader(file, parser);
      JsonNode root = reader.document();
      return new YamlTree(new ConfigSource(file, reader.lines), root);
    } catch (JsonProcessingException e) {
      throw YamlSyntax.refuse(file, text, e);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot happen: the text is in memory", e);
    }
  }

  private JsonNode document() throws IOException {
    JsonToken first = parser.nextToken();
    if (first == null) {
      throw new ConfigException(
          file, 0, "", "the file is empty", "copy deploy/agent.yaml and change what differs");
    }
    JsonNode root = node(first, "");
    if (parser.nextToken() != null) {
      throw refuse("", "a second document begins here", "remove the --- and what follows");
    }
    return root;
  }

  private JsonNode node(JsonToken token, String path) throws IOException {
    if (parser.isCurrentAlias()) {
      throw refuse(
          path,
          "this is a YAML alias (*name)",
          "put a cron line in quotes, or write an alias's value out");
    }
    lines.putIfAbsent(path, line());
    return switch (token) {
      case START_OBJECT -> mapping(path);
      case START_ARRAY -> sequence(path);
      case VALUE_NULL ->
          throw refuse(path, "this key has no value", "give it one, or remove the key");
      default -> NODES.textNode(parser.getText());
    };
  }

  private ObjectNode mapping(String path) throws IOException {
    enter(path);
    ObjectNode mapping = NODES.objectNode();
    while (next() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      String at = ConfigSource.child(path, key);
      if (mapping.has(key)) {
        throw refuse(at, "this key stands already at line " + lines.get(at), "keep one of the two");
      }
      lines.put(at, line());
      mapping.set(key, node(next(), at));
    }
    depth--;
    return mapping;
  }

  private ArrayNode sequence(String path) throws IOException {
    enter(path);
    ArrayNode items = NODES.arrayNode();
    for (JsonToken token = next(); token != JsonToken.END_ARRAY; token = next()) {
      items.add(node(token, ConfigSource.item(path, items.size())));
    }
    depth--;
    return items;
  }

  private void enter(String path) {
    if (++depth > MAX_DEPTH) {
      throw refuse(path, "nested deeper than any key is", "correct the indentation");
    }
  }

  private JsonToken next() throws IOException {
    return Objects.requireNonNull(parser.nextToken(), "the parser closes what it opens");
  }

  private int line() {
    return parser.currentTokenLocation().getLineNr();
  }

  private ConfigException refuse(String key, String problem, String remedy) {
    return new ConfigException(file, line(), key, problem, remedy);
  }
}
