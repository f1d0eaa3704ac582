package io.mgeosync.settings;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.deser.ContextualDeserializer;
import io.mgeosync.base.InvalidValueException;
import java.io.IOException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads one single value from its text. A record names a subclass with {@code @JsonDeserialize}
 * where its key takes less, or more, than other keys of the same type.
 *
 * @param <T> the value
 */
public class TextReader<T> extends JsonDeserializer<T> implements ContextualDeserializer {
  private final Parser<T> parser;
  private final KeyRules rules;

  /** From a text to its value, by what the key says of itself. */
  interface Parser<T> {
    T parse(String text, KeyRules rules);
  }

  /**
   * Reads each key with the same parser.
   *
   * @param parser refuses a text with an {@link InvalidValueException}, or another refusal
   */
  protected TextReader(Function<String, T> parser) {
    this((text, rules) -> parser.apply(text), KeyRules.NONE);
  }

  TextReader(Parser<T> parser, KeyRules rules) {
    this.parser = parser;
    this.rules = rules;
  }

  @Override
  public JsonDeserializer<?> createContextual(
      DeserializationContext context, @Nullable BeanProperty property) {
    return new TextReader<>(parser, KeyRules.of(property));
  }

  @Override
  public T deserialize(JsonParser json, DeserializationContext context) throws IOException {
    if (!json.currentToken().isScalarValue()) {
      throw new InvalidValueException(
          "expected a single value, found " + YamlTree.kind(json.currentToken()),
          "write one value after the colon");
    }
    return parser.parse(json.getText(), rules);
  }

  @Override
  public @Nullable Object getAbsentValue(DeserializationContext context) {
    if (rules.isRequired()) {
      throw rules.missing();
    }
    return rules.otherwise().map(text -> parser.parse(text.getFirst(), rules)).orElse(null);
  }
}
