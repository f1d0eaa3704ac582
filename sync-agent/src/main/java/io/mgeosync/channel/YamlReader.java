package io.mgeosync.channel;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads untrusted YAML token by token, so that nothing is ever expanded: anchors and aliases are
 * refused, depth and size are bounded, and every problem has its line and key.
 */
final class YamlReader implements AutoCloseable {
  private static final int DEPTH_AT_MOST = 8;

  private static final YAMLFactory FACTORY =
      YAMLFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNestingDepth(DEPTH_AT_MOST).build())
          .build();

  /** What to do with the value that follows a key. */
  @FunctionalInterface
  interface Field {
    void read(String key) throws IOException;
  }

  private final YAMLParser parser;
  private final String where;
  private String key = "";
  private @Nullable JsonToken pushedBack;

  YamlReader(byte[] bytes, String where) throws IOException {
    this.parser = FACTORY.createParser(bytes);
    this.where = where;
  }

  /** Reads a mapping whose keys are exactly these, each once; the reader stands before it. */
  void mapping(Set<String> keys, Field field) throws IOException {
    mapping(keys, Set.of(), field);
  }

  /** Reads a mapping that may also have some optional keys. */
  void mapping(Set<String> required, Set<String> optional, Field field) throws IOException {
    Set<String> keys = new HashSet<>(required);
    keys.addAll(optional);
    String outer = key;
    expect(JsonToken.START_OBJECT, "a mapping with the keys " + sorted(keys));
    Set<String> seen = new HashSet<>();
    while (next() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      key = outer.isEmpty() ? name : outer + "." + name;
      requireThat(keys.contains(name), "unknown key; the keys are " + sorted(keys));
      requireThat(seen.add(name), "stands twice");
      field.read(name);
    }
    key = outer;
    for (String wanted : sorted(required)) {
      requireThat(seen.contains(wanted), "the key \"" + wanted + "\" is missing");
    }
  }

  /** Reads a sequence; the reader stands before it. */
  <T> List<T> sequence(ElementReader<T> element) throws IOException {
    String outer = key;
    expect(JsonToken.START_ARRAY, "a list, [] when there is nothing in it");
    List<T> result = new ArrayList<>();
    key = outer + "[0]";
    while (next() != JsonToken.END_ARRAY) {
      pushedBack = parser.currentToken();
      result.add(element.read());
      key = outer + "[" + result.size() + "]";
    }
    key = outer;
    return result;
  }

  /** Reads one element of a sequence. */
  @FunctionalInterface
  interface ElementReader<T> {
    T read() throws IOException;
  }

  String string() throws IOException {
    expect(JsonToken.VALUE_STRING, "a text; put it into \"quotes\" if it looks like a number");
    return parser.getText();
  }

  long wholeNumber() throws IOException {
    expect(JsonToken.VALUE_NUMBER_INT, "a whole number");
    requireThat(
        parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER, "is not below 2 to the 63rd");
    return parser.getLongValue();
  }

  /** Turns a text into a value; what the value's constructor says is wrong gets line and key. */
  <T> T value(Supplier<T> make) {
    try {
      return make.get();
    } catch (IllegalArgumentException | DateTimeException e) {
      throw problem(String.valueOf(e.getMessage()), e);
    }
  }

  /** Refuses a second document and anything else behind the first. */
  void requireEnd() throws IOException {
    requireThat(next() == null, "more text follows the channel");
  }

  InvalidChannelException problem(String problem, @Nullable Throwable cause) {
    JsonLocation at = parser.currentTokenLocation();
    return new InvalidChannelException(
        where, Math.max(0, at.getLineNr()), key, oneLine(problem), cause);
  }

  @Override
  public void close() throws IOException {
    parser.close();
  }

  private @Nullable JsonToken next() throws IOException {
    if (pushedBack != null) {
      JsonToken token = pushedBack;
      pushedBack = null;
      return token;
    }
    JsonToken token = parser.nextToken();
    requireThat(
        !parser.isCurrentAlias() && parser.getObjectId() == null, "has an anchor or an alias");
    requireThat(parser.getTypeId() == null, "has a tag");
    return token;
  }

  private void expect(JsonToken wanted, String inWords) throws IOException {
    requireThat(next() == wanted, "must be " + inWords);
  }

  private void requireThat(boolean holds, String otherwise) {
    if (!holds) {
      throw problem(otherwise, null);
    }
  }

  private static List<String> sorted(Set<String> keys) {
    return keys.stream().sorted().toList();
  }

  private static String oneLine(String text) {
    return text.lines().findFirst().orElse("");
  }
}
