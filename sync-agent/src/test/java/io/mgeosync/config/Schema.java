package io.mgeosync.config;

import com.fasterxml.jackson.annotation.JacksonInject;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.mgeosync.settings.Default;
import java.lang.reflect.Executable;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** What settings records say of their keys, section by section. */
final class Schema {
  /**
   * One key.
   *
   * @param otherwise its default as it is written; empty where it has none
   */
  record Key(String name, Optional<List<String>> otherwise) {}

  /** By the name of the section's key; the empty one is the top. */
  private final Map<String, List<Key>> sections = new LinkedHashMap<>();

  private final Map<String, String> parents = new LinkedHashMap<>();

  static Schema of(Class<?> top) {
    Schema schema = new Schema();
    schema.add("", top);
    return schema;
  }

  Map<String, List<Key>> sections() {
    return sections;
  }

  List<String> keys(String section) {
    return Objects.requireNonNull(sections.get(section), section).stream().map(Key::name).toList();
  }

  /** The section that this one stands in. */
  String parent(String section) {
    return parents.getOrDefault(section, "");
  }

  private void add(String name, Class<?> type) {
    List<Parameter> parameters =
        Stream.of(maker(type).orElseThrow().getParameters())
            .filter(parameter -> !parameter.isAnnotationPresent(JacksonInject.class))
            .toList();
    sections.put(name, parameters.stream().map(Schema::key).toList());
    for (Parameter parameter : parameters) {
      Class<?> value = value(parameter.getParameterizedType());
      if (value.getName().startsWith("io.mgeosync.")
          && value.getName().matches(".*(Settings|Node|Table)")) {
        parents.put(name(parameter), name);
        add(name(parameter), value);
      }
    }
  }

  private static Key key(Parameter parameter) {
    return new Key(
        name(parameter),
        Optional.ofNullable(parameter.getAnnotation(Default.class))
            .map(Default::value)
            .map(List::of));
  }

  private static String name(Parameter parameter) {
    JsonProperty named = parameter.getAnnotation(JsonProperty.class);
    return named == null
        ? parameter.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT)
        : named.value();
  }

  private static Class<?> value(Type type) {
    return type instanceof ParameterizedType list
        ? (Class<?>) list.getActualTypeArguments()[0]
        : (Class<?>) type;
  }

  private static Optional<Executable> maker(Class<?> type) {
    Optional<Executable> creator =
        Arrays.stream(type.getDeclaredMethods())
            .filter(method -> method.isAnnotationPresent(JsonCreator.class))
            .map(method -> (Executable) method)
            .findFirst();
    return creator.or(
        () ->
            Arrays.stream(type.getDeclaredConstructors())
                .filter(
                    constructor ->
                        constructor.getParameterCount() == type.getRecordComponents().length)
                .map(constructor -> (Executable) constructor)
                .findFirst());
  }
}
