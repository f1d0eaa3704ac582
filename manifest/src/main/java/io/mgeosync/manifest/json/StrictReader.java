package io.mgeosync.manifest.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.mgeosync.manifest.InvalidManifestException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Pulls values out of untrusted JSON; whatever is not exactly as asked for is refused with its rule
 * and place.
 */
final class StrictReader implements AutoCloseable {
  private static final int MAX_DEPTH = 8;
  private static final int MAX_TEXT = 4096;
  private static final int MAX_DIGITS = 19;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxStringLength(MAX_TEXT)
                  .maxNameLength(MAX_TEXT)
                  .maxNumberLength(MAX_DIGITS)
                  .build())
          .build();

  /** Reads the value of one key. */
  @FunctionalInterface
  interface Field {
    void read(String key) throws IOException;
  }

  /** Reads one element. */
  @FunctionalInterface
  interface Element<T> {
    T read() throws IOException;
  }

  private final JsonParser parser;

  StrictReader(byte[] bytes) throws IOException {
    this.parser = JSON.createParser(bytes);
  }

  /** The whole document is one object with exactly these keys. */
  void document(Set<String> keys, Field field) throws IOException {
    parser.nextToken();
    objectHere(keys, field);
    if (parser.nextToken() != null) {
      throw refuse("syntax", "nothing may follow the document");
    }
  }

  void object(Set<String> keys, Field field) throws IOException {
    parser.nextToken();
    objectHere(keys, field);
  }

  private void objectHere(Set<String> keys, Field field) throws IOException {
    expect(JsonToken.START_OBJECT, "an object");
    Set<String> missing = new HashSet<>(keys);
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      if (!keys.contains(key)) {
        throw refuse("unknown-key", "this agent does not know this key: upgrade it");
      }
      missing.remove(key);
      field.read(key);
    }
    if (!missing.isEmpty()) {
      throw refuse(
          "missing-key", "there is no " + missing.stream().sorted().findFirst().orElseThrow());
    }
  }

  <T> List<T> array(int max, Element<T> element) throws IOException {
    parser.nextToken();
    expect(JsonToken.START_ARRAY, "an array");
    List<T> values = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (values.size() == max) {
        throw refuse("too-large", "more than %d elements".formatted(max));
      }
      values.add(element.read());
    }
    return values;
  }

  /** Inside {@link #array}: the current element is an object. */
  void element(Set<String> keys, Field field) throws IOException {
    objectHere(keys, field);
  }

  String text() throws IOException {
    parser.nextToken();
    expect(JsonToken.VALUE_STRING, "a string");
    return parser.getText();
  }

  /** A whole number of bytes, at most 2^53-1: what every JSON reader can hold exactly. */
  long size() throws IOException {
    parser.nextToken();
    expect(JsonToken.VALUE_NUMBER_INT, "a whole number");
    long value;
    try {
      value = parser.getLongValue();
    } catch (IOException e) {
      throw new InvalidManifestException("size-range", place(), "the number is too large", e);
    }
    if (value < 0 || value > (1L << 53) - 1) {
      throw refuse("size-range", "%d is not between 0 and 2^53-1".formatted(value));
    }
    return value;
  }

  int smallSize() throws IOException {
    long value = size();
    if (value > Integer.MAX_VALUE) {
      throw refuse("size-range", "%d is too large here".formatted(value));
    }
    return (int) value;
  }

  /** Turns a value's own refusal into the manifest's. */
  <T> T value(String rule, Supplier<T> value) {
    try {
      return value.get();
    } catch (IllegalArgumentException e) {
      throw new InvalidManifestException(rule, place(), String.valueOf(e.getMessage()), e);
    }
  }

  InvalidManifestException refuse(String rule, String what) {
    return new InvalidManifestException(rule, place(), what);
  }

  InvalidManifestException explain(IOException e) {
    String rule =
        switch (e) {
          case StreamConstraintsException _ -> "too-deep-or-long";
          case JsonParseException p
              when String.valueOf(p.getOriginalMessage()).startsWith("Duplicate") ->
              "duplicate-key";
          default -> "syntax";
        };
    return new InvalidManifestException(rule, place(), "the JSON cannot be read", e);
  }

  private void expect(JsonToken token, String what) {
    if (parser.currentToken() != token) {
      throw refuse("wrong-type", what + " is expected");
    }
  }

  private String place() {
    String pointer = parser.getParsingContext().pathAsPointer().toString();
    return pointer.isEmpty() ? "/" : pointer;
  }

  @Override
  public void close() throws IOException {
    parser.close();
  }
}
