package io.mgeosync.settings;

import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.introspect.AnnotatedParameter;
import io.mgeosync.base.InvalidValueException;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Executable;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a component of a record says about its key.
 *
 * @param otherwise what the key holds when it is not written, as in the file
 * @param optional the component is null when the key is not written
 * @param ifMissing the remedy when the key must be written
 * @param range of a whole number; null for any
 */
record KeyRules(
    String key,
    Optional<List<String>> otherwise,
    boolean optional,
    String ifMissing,
    @Nullable Between range) {

  /** Of a value that is no component: the top of a file. */
  static final KeyRules NONE = new KeyRules("", Optional.empty(), false, "", null);

  static KeyRules of(@Nullable BeanProperty property) {
    if (property == null) {
      return NONE;
    }
    Default otherwise = property.getAnnotation(Default.class);
    IfMissing remedy = property.getAnnotation(IfMissing.class);
    return new KeyRules(
        property.getName(),
        Optional.ofNullable(otherwise).map(Default::value).map(List::of),
        isNullable(property),
        remedy == null ? "" : remedy.value(),
        property.getAnnotation(Between.class));
  }

  /** Jackson does not tell of an annotation on a type, only of those on a parameter. */
  private static boolean isNullable(BeanProperty property) {
    if (!(property.getMember() instanceof AnnotatedParameter parameter)) {
      return false;
    }
    Executable maker = (Executable) parameter.getOwner().getMember();
    AnnotatedType type = maker.getAnnotatedParameterTypes()[parameter.getIndex()];
    return type.isAnnotationPresent(Nullable.class);
  }

  boolean isRequired() {
    return !optional && otherwise.isEmpty();
  }

  InvalidValueException missing() {
    return InvalidValueException.at(
        key,
        "this key is missing",
        ifMissing.isEmpty() ? "add it; see docs/configuration.md" : ifMissing);
  }
}
