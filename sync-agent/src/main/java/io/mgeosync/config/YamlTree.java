package io.mgeosync.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads YAML into {@link YamlNode}s, refusing what a configuration never needs. */
final class YamlTree {
  private static final YAMLFactory FACTORY = new YAMLFactory();
  private static final int MAX_DEPTH = 20;

  private final String file;
  private final YAMLParser parser;
  private int depth;

  private YamlTree(String file, YAMLParser parser) {
    this.file = file;
    this.parser = parser;
  }

  /**
   * @param file for messages
   * @throws ConfigException at the line of the first mistake
   */
  static YamlNode parse(String file, String text) {
    try (YAMLParser parser = FACTORY.createParser(text)) {
      return new YamlTree(file, parser).document();
    } catch (JsonProcessingException e) {
      throw YamlSyntax.refuse(file, text, e);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot happen: the text is in memory", e);
    }
  }

  private YamlNode document() throws IOException {
    JsonToken first = parser.nextToken();
    if (first == null) {
      throw new ConfigException(
          file, 0, "", "the file is empty", "copy deploy/agent.yaml and change what differs");
    }
    YamlNode root = node(first, "");
    if (parser.nextToken() != null) {
      throw refuse("", "a second document begins here", "remove the --- and what follows");
    }
    return root;
  }

  private YamlNode node(JsonToken token, String path) throws IOException {
    if (parser.isCurrentAlias()) {
      throw refuse(
          path,
          "this is a YAML alias (*name)",
          "put a cron line in quotes, or write an alias's value out");
    }
    int line = line();
    return switch (token) {
      case START_OBJECT -> mapping(line, path);
      case START_ARRAY -> sequence(line, path);
      case VALUE_NULL -> new YamlNode.Nothing(line);
      default -> new YamlNode.Scalar(line, parser.getText());
    };
  }

  private YamlNode mapping(int line, String path) throws IOException {
    enter(path);
    var entries = new LinkedHashMap<String, YamlNode.Entry>();
    while (next() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      int keyLine = line();
      YamlNode.@Nullable Entry before = entries.get(key);
      if (before != null) {
        throw refuse(
            Keys.child(path, key),
            "this key stands already at line " + before.line(),
            "keep one of the two");
      }
      entries.put(key, new YamlNode.Entry(keyLine, node(next(), Keys.child(path, key))));
    }
    depth--;
    return new YamlNode.Mapping(line, entries);
  }

  private YamlNode sequence(int line, String path) throws IOException {
    enter(path);
    var items = new ArrayList<YamlNode>();
    for (JsonToken token = next(); token != JsonToken.END_ARRAY; token = next()) {
      items.add(node(token, Keys.item(path, items.size())));
    }
    depth--;
    return new YamlNode.Sequence(line, items);
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
