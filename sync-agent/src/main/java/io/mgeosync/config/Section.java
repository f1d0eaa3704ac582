package io.mgeosync.config;

import io.mgeosync.manifest.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One mapping of the file while it is read: every value that it yields is valid, every refusal has
 * its place. A section with an unknown key cannot be made.
 */
final class Section {
  private final ConfigSource source;
  private final String path;
  private final YamlNode.Mapping mapping;
  private final Map<String, List<String>> schema;
  private final List<String> known;

  private Section(
      ConfigSource source,
      String path,
      YamlNode node,
      String kind,
      Map<String, List<String>> schema) {
    this.source = source;
    this.path = path;
    this.schema = schema;
    this.known = Objects.requireNonNull(schema.get(kind));
    if (!(node instanceof YamlNode.Mapping found)) {
      throw source.refuse(
          path, "expected a section of keys, found " + node.kind(), "use the keys " + keys());
    }
    this.mapping = found;
    found.entries().keySet().forEach(this::requireKnown);
  }

  /**
   * The top of a file.
   *
   * @param schema from a section (the empty name is the top) to its keys
   */
  static Section root(ConfigSource source, YamlNode node, Map<String, List<String>> schema) {
    return new Section(source, "", node, "", schema);
  }

  private void requireKnown(String key) {
    if (!known.contains(key)) {
      throw source.refuse(
          path(key),
          "unknown key",
          Keys.nearest(key, known).map(near -> "write \"" + near + "\"; ").orElse("")
              + "the keys here are "
              + keys());
    }
  }

  private String keys() {
    return String.join(", ", known);
  }

  String path(String key) {
    return Keys.child(path, key);
  }

  boolean has(String key) {
    return mapping.entries().containsKey(key);
  }

  /** An absent section reads as an empty one, so that each key in it has its default. */
  Section sectionOrEmpty(String key) {
    return section(key)
        .orElseGet(
            () ->
                new Section(
                    source,
                    path(key),
                    new YamlNode.Mapping(mapping.line(), Map.of()),
                    key,
                    schema));
  }

  Optional<Section> section(String key) {
    return Optional.ofNullable(value(key))
        .map(node -> new Section(source, path(key), node, key, schema));
  }

  List<Section> sections(String key) {
    var sections = new ArrayList<Section>();
    for (YamlNode item : items(key)) {
      sections.add(new Section(source, Keys.item(path(key), sections.size()), item, key, schema));
    }
    return sections;
  }

  List<String> texts(String key) {
    var texts = new ArrayList<String>();
    for (YamlNode item : items(key)) {
      texts.add(text(Keys.item(path(key), texts.size()), item));
    }
    return texts;
  }

  /** A list that may be left out; each refusal is placed at its item. */
  <T> List<T> list(String key, Function<String, T> parser) {
    var values = new ArrayList<T>();
    for (YamlNode item : has(key) ? items(key) : List.<YamlNode>of()) {
      String at = Keys.item(path(key), values.size());
      String text = text(at, item);
      values.add(located(at, () -> parser.apply(text)));
    }
    return values;
  }

  private List<YamlNode> items(String key) {
    YamlNode node = required(key);
    if (node instanceof YamlNode.Sequence sequence && !sequence.items().isEmpty()) {
      return sequence.items();
    }
    String found = node instanceof YamlNode.Sequence ? "an empty one" : node.kind();
    throw source.refuse(
        path(key), "expected a list, found " + found, "begin each item with \"- \"");
  }

  <T> T require(String key, Function<String, T> parser) {
    return parse(key, required(key), parser);
  }

  <T> T get(String key, Function<String, T> parser, T otherwise) {
    YamlNode node = value(key);
    return node == null ? otherwise : parse(key, node, parser);
  }

  <T> @Nullable T find(String key, Function<String, T> parser) {
    YamlNode node = value(key);
    return node == null ? null : parse(key, node, parser);
  }

  /** Makes a value out of several keys; its refusals are placed at this section. */
  <T> T make(Supplier<T> maker) {
    return located(path, maker);
  }

  ConfigException refuse(String key, String problem, String remedy) {
    return source.refuse(key.isEmpty() ? path : path(key), problem, remedy);
  }

  private YamlNode required(String key) {
    YamlNode node = value(key);
    if (node == null) {
      throw source.refuse(path(key), "this key is missing", "add it; see docs/configuration.md");
    }
    return node;
  }

  private @Nullable YamlNode value(String key) {
    YamlNode.Entry entry = mapping.entries().get(key);
    if (entry == null) {
      return null;
    }
    if (entry.value() instanceof YamlNode.Nothing) {
      throw source.refuse(path(key), "this key has no value", "give it one, or remove the key");
    }
    return entry.value();
  }

  private <T> T parse(String key, YamlNode node, Function<String, T> parser) {
    String text = text(path(key), node);
    return located(path(key), () -> parser.apply(text));
  }

  private String text(String at, YamlNode node) {
    if (node instanceof YamlNode.Scalar scalar) {
      return scalar.text();
    }
    throw source.refuse(
        at, "expected a single value, found " + node.kind(), "write one value after the colon");
  }

  private <T> T located(String at, Supplier<T> maker) {
    try {
      return maker.get();
    } catch (ConfigException e) {
      throw e;
    } catch (Refusal e) {
      throw source.refuse(at, e.reason(), e.remedy());
    } catch (IllegalArgumentException e) {
      throw source.refuse(
          at, Objects.requireNonNullElse(e.getMessage(), "not valid"), "correct the value");
    }
  }
}
