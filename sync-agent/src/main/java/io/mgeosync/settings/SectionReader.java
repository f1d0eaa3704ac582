package io.mgeosync.settings;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.deser.std.DelegatingDeserializer;
import io.mgeosync.base.InvalidValueException;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads a section of keys onto its record. A section that is not written is read as an empty one,
 * so that each of its keys has its default, unless its component is nullable.
 */
final class SectionReader extends DelegatingDeserializer {
  private static final long serialVersionUID = 1;

  private final List<String> known;
  private final transient KeyRules rules;

  /**
   * Reads with Jackson's own reader of the record.
   *
   * @param known the section's keys, in the order to name them
   */
  SectionReader(JsonDeserializer<?> record, List<String> known, KeyRules rules) {
    super(record);
    this.known = List.copyOf(known);
    this.rules = rules;
  }

  @Override
  protected JsonDeserializer<?> newDelegatingInstance(JsonDeserializer<?> record) {
    return new SectionReader(record, known, rules);
  }

  @Override
  public JsonDeserializer<?> createContextual(
      DeserializationContext context, @Nullable BeanProperty property) throws JsonMappingException {
    var record =
        context.handleSecondaryContextualization(
            _delegatee, property, context.constructType(_delegatee.handledType()));
    return new SectionReader(record, known, KeyRules.of(property));
  }

  @Override
  public Object deserialize(JsonParser json, DeserializationContext context) throws IOException {
    JsonNode section = context.readTree(json);
    if (!section.isObject()) {
      throw new InvalidValueException(
          "expected a section of keys, found " + YamlTree.kind(section.asToken()),
          "use the keys " + keys());
    }
    section.fieldNames().forEachRemaining(this::requireKnown);
    return record(section, context);
  }

  private Object record(JsonNode section, DeserializationContext context) throws IOException {
    try (JsonParser keys = section.traverse()) {
      keys.nextToken();
      return super.deserialize(keys, context);
    }
  }

  private void requireKnown(String key) {
    if (!known.contains(key)) {
      throw InvalidValueException.at(
          key,
          "unknown key",
          nearest(key).map(near -> "write \"" + near + "\"; ").orElse("")
              + "the keys here are "
              + keys());
    }
  }

  private String keys() {
    return String.join(", ", known);
  }

  /** The known key that was probably meant; empty when none is near. */
  private Optional<String> nearest(String unknown) {
    return known.stream()
        .min(Comparator.comparingInt(key -> distance(unknown, key)))
        .filter(key -> distance(unknown, key) <= Math.max(2, key.length() / 3));
  }

  /** Levenshtein's. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substituted, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }

  @Override
  public @Nullable Object getAbsentValue(DeserializationContext context)
      throws JsonMappingException {
    if (rules.optional()) {
      return null;
    }
    if (!rules.ifMissing().isEmpty()) {
      throw rules.missing();
    }
    try {
      return record(context.getNodeFactory().objectNode(), context);
    } catch (JsonMappingException e) {
      throw e;
    } catch (IOException e) {
      throw JsonMappingException.fromUnexpectedIOE(e);
    }
  }
}
