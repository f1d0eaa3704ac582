package io.mgeosync.manifest.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.mgeosync.manifest.InvalidManifestException;
import io.mgeosync.manifest.Rule;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** Reads one JSON object whose keys are all known, and all needed unless named optional. */
final class ObjectReader {
  /** 2^53 - 1: the largest integer that every JSON reader keeps exact (RFC 8259, section 6). */
  static final long MAX_INTEGER = (1L << 53) - 1;

  private final String where;
  private final Map<String, Object> values;

  private ObjectReader(String where, Map<String, Object> values) {
    this.where = where;
    this.values = values;
  }

  /** The parser stands on the object's first token; afterwards on its last. */
  static ObjectReader read(JsonParser parser, Map<String, LimitedJson.Reading<?>> members)
      throws IOException {
    return read(parser, members, Set.of());
  }

  static ObjectReader read(
      JsonParser parser, Map<String, LimitedJson.Reading<?>> members, Set<String> optional)
      throws IOException {
    String where = pointer(parser);
    expect(parser, JsonToken.START_OBJECT, "an object");
    Map<String, Object> values = HashMap.newHashMap(members.size());
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String key = parser.currentName();
      LimitedJson.Reading<?> reading = members.get(key);
      if (reading == null) {
        throw refused(Rule.UNKNOWN_KEY, where, "key \"" + key + "\" is not known");
      }
      parser.nextToken();
      if (values.put(key, reading.read(parser)) != null) {
        throw refused(Rule.DUPLICATE_KEY, where, "key \"" + key + "\" stands twice");
      }
    }
    return new ObjectReader(where, values).complete(members.keySet(), optional);
  }

  private ObjectReader complete(Set<String> keys, Set<String> optional) {
    for (String key : keys) {
      if (!values.containsKey(key) && !optional.contains(key)) {
        throw refused(Rule.MISSING_KEY, where, "key \"" + key + "\" is missing");
      }
    }
    return this;
  }

  boolean has(String key) {
    return values.containsKey(key);
  }

  <T> Optional<T> find(String key, Class<T> type) {
    return Optional.ofNullable(values.get(key)).map(type::cast);
  }

  /**
   * The one group of optional keys of which something is there; it must be there whole.
   *
   * @param rule is broken when there are several such groups, or none
   */
  Set<String> oneOf(List<Set<String>> groups, Rule rule) {
    List<Set<String>> touched =
        groups.stream().filter(group -> group.stream().anyMatch(this::has)).toList();
    if (touched.size() != 1) {
      throw refused(rule, where, "needs exactly one of the groups " + groups);
    }
    complete(touched.getFirst(), Set.of());
    return touched.getFirst();
  }

  String text(String key) {
    return (String) get(key);
  }

  long integer(String key) {
    return (Long) get(key);
  }

  <T> T value(String key, Class<T> type) {
    return type.cast(get(key));
  }

  <T> List<T> list(String key, Class<T> type) {
    return ((List<?>) get(key)).stream().map(type::cast).toList();
  }

  private Object get(String key) {
    Object value = values.get(key);
    if (value == null) {
      throw new IllegalStateException(key);
    }
    return value;
  }

  /** Turns a text into a value; what the value refuses becomes the given rule. */
  <T> T value(String key, Rule rule, Function<String, T> make) {
    return convert(rule, where + "/" + key, () -> make.apply(text(key)));
  }

  static <T> T convert(Rule rule, String where, Supplier<T> make) {
    try {
      return make.get();
    } catch (IllegalArgumentException e) {
      throw refused(rule, where, String.valueOf(e.getMessage()));
    }
  }

  String where() {
    return where;
  }

  static String string(JsonParser parser) throws IOException {
    expect(parser, JsonToken.VALUE_STRING, "a string");
    return parser.getText();
  }

  static Long integer(JsonParser parser) throws IOException {
    expect(parser, JsonToken.VALUE_NUMBER_INT, "an integer");
    String text = parser.getText();
    long value = text.length() > 17 ? -1 : parser.getLongValue();
    if (value < 0 || value > MAX_INTEGER) {
      throw refused(Rule.SIZE_RANGE, pointer(parser), text + " is not within 0 to 2^53-1");
    }
    return value;
  }

  static <T> LimitedJson.Reading<List<T>> list(
      LimitedJson.Reading<T> item, int most, Rule tooMany) {
    return parser -> {
      expect(parser, JsonToken.START_ARRAY, "an array");
      List<T> items = new ArrayList<>();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        if (items.size() == most) {
          throw refused(tooMany, pointer(parser), "more than " + most);
        }
        items.add(item.read(parser));
      }
      return items;
    };
  }

  private static void expect(JsonParser parser, JsonToken token, String what) {
    if (parser.currentToken() != token) {
      throw refused(Rule.WRONG_TYPE, pointer(parser), "is not " + what);
    }
  }

  private static String pointer(JsonParser parser) {
    String pointer = parser.getParsingContext().pathAsPointer().toString();
    return pointer.isEmpty() ? "/" : pointer;
  }

  private static InvalidManifestException refused(Rule rule, String where, String problem) {
    return new InvalidManifestException(rule, where, problem);
  }
}
