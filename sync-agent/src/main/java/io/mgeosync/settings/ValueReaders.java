package io.mgeosync.settings;

import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.module.SimpleDeserializers;
import io.mgeosync.base.NodeName;
import io.mgeosync.base.Urls;
import io.mgeosync.manifest.BundleName;
import io.mgeosync.manifest.DriverVersion;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How each type of value is read from its text. A type of our own that is not named here says so
 * itself, in a public static method {@code parse(String)}.
 */
final class ValueReaders extends SimpleDeserializers {
  private static final long serialVersionUID = 1;

  private static final Map<Class<?>, TextReader.Parser<?>> PARSERS =
      Map.ofEntries(
          Map.entry(String.class, (text, rules) -> Values.line(text)),
          Map.entry(int.class, (text, rules) -> Values.between(text, rules.range())),
          Map.entry(Integer.class, (text, rules) -> Values.between(text, rules.range())),
          Map.entry(boolean.class, (text, rules) -> Values.bool(text)),
          Map.entry(Duration.class, (text, rules) -> Values.positive(text)),
          Map.entry(ZoneId.class, (text, rules) -> Values.zone(text)),
          Map.entry(Path.class, (text, rules) -> Values.absolutePath(text)),
          Map.entry(URI.class, (text, rules) -> Urls.http(text)),
          Map.entry(BundleName.class, (text, rules) -> Values.bundle(text)),
          Map.entry(NodeName.class, (text, rules) -> new NodeName(text)),
          Map.entry(DriverVersion.class, (text, rules) -> new DriverVersion(text)));

  @Override
  public @Nullable JsonDeserializer<?> findBeanDeserializer(
      JavaType type, DeserializationConfig config, BeanDescription description) {
    return reader(type.getRawClass());
  }

  @Override
  public @Nullable JsonDeserializer<?> findEnumDeserializer(
      Class<?> type, DeserializationConfig config, BeanDescription description) {
    return reader(type);
  }

  private static @Nullable JsonDeserializer<?> reader(Class<?> type) {
    TextReader.Parser<?> parser = PARSERS.get(type);
    if (parser == null) {
      parser = own(type);
    }
    return parser == null ? null : new TextReader<>(parser, KeyRules.NONE);
  }

  private static TextReader.@Nullable Parser<?> own(Class<?> type) {
    MethodHandle parse;
    try {
      parse =
          MethodHandles.publicLookup()
              .findStatic(type, "parse", MethodType.methodType(type, String.class));
    } catch (NoSuchMethodException | IllegalAccessException e) {
      return null;
    }
    return (text, rules) -> invoke(parse, text);
  }

  private static Object invoke(MethodHandle parse, String text) {
    try {
      return parse.invoke(text);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("a value's parse has no checked exceptions", e);
    }
  }
}
