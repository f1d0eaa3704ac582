package io.mgeosync.settings;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.deser.std.DelegatingDeserializer;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.mgeosync.base.InvalidValueException;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a list, which has at least one item where it is written. */
final class ListReader extends DelegatingDeserializer {
  private static final long serialVersionUID = 1;

  private final transient KeyRules rules;

  ListReader(JsonDeserializer<?> items, KeyRules rules) {
    super(items);
    this.rules = rules;
  }

  @Override
  protected JsonDeserializer<?> newDelegatingInstance(JsonDeserializer<?> items) {
    return new ListReader(items, rules);
  }

  @Override
  public JsonDeserializer<?> createContextual(
      DeserializationContext context, @Nullable BeanProperty property) throws JsonMappingException {
    var items =
        context.handleSecondaryContextualization(
            _delegatee, property, context.constructType(_delegatee.handledType()));
    return new ListReader(items, KeyRules.of(property));
  }

  @Override
  public Object deserialize(JsonParser json, DeserializationContext context) throws IOException {
    JsonNode list = context.readTree(json);
    if (!list.isArray() || list.isEmpty()) {
      throw new InvalidValueException(
          "expected a list, found "
              + (list.isArray() ? "an empty one" : YamlTree.kind(list.asToken())),
          "begin each item with \"- \"");
    }
    return items(list, context);
  }

  private Object items(JsonNode list, DeserializationContext context) throws IOException {
    try (JsonParser items = list.traverse()) {
      items.nextToken();
      return super.deserialize(items, context);
    }
  }

  @Override
  public @Nullable Object getAbsentValue(DeserializationContext context)
      throws JsonMappingException {
    if (rules.isRequired()) {
      throw rules.missing();
    }
    if (rules.optional()) {
      return null;
    }
    ArrayNode items = context.getNodeFactory().arrayNode();
    rules.otherwise().orElse(List.of()).forEach(items::add);
    try {
      return items(items, context);
    } catch (JsonMappingException e) {
      throw e;
    } catch (IOException e) {
      throw JsonMappingException.fromUnexpectedIOE(e);
    }
  }
}
