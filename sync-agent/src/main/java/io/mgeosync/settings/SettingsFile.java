package io.mgeosync.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.InjectableValues;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.mgeosync.base.InvalidValueException;
import io.mgeosync.manifest.Refusal;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/** One YAML (or JSON) file that a person wrote, with the line of each of its keys. */
public final class SettingsFile {
  private static final long MAX_BYTES = 1 << 20;
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModule(new SettingsModule())
          .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
          .build();

  private final ConfigSource source;
  private final JsonNode root;

  private SettingsFile(YamlTree tree) {
    this.source = tree.source();
    this.root = tree.root();
  }

  /**
   * Reads a text in memory.
   *
   * @param file for messages
   * @throws ConfigException at the line of the first mistake that is no YAML
   */
  public static SettingsFile parse(String file, String text) {
    return new SettingsFile(
        YamlTreeReader.parse(file, text.startsWith("\uFEFF") ? text.substring(1) : text));
  }

  /**
   * Reads a file whole.
   *
   * @param ifMissing what to do when it is not there
   * @throws ConfigException when it cannot be read, is larger than 1 MiB, or is no YAML
   */
  public static SettingsFile load(Path file, String ifMissing) {
    return parse(file.toString(), text(file, ifMissing));
  }

  /**
   * Keys that no file holds.
   *
   * @param origin for messages
   * @param keys with a text, a list or a map of keys for each
   */
  public static SettingsFile of(String origin, Map<String, ?> keys) {
    return new SettingsFile(
        new YamlTree(new ConfigSource(origin, Map.of()), MAPPER.valueToTree(keys)));
  }

  /** What an empty section is read as: the defaults of all its keys. */
  public static <T> T defaults(Class<T> record) {
    return of("the defaults", Map.of()).read(record);
  }

  /**
   * The whole file as one record.
   *
   * @throws ConfigException at the line and key of the first mistake
   */
  public <T> T read(Class<T> record) {
    try {
      return MAPPER
          .readerFor(record)
          .with(new InjectableValues.Std().addValue(ConfigSource.class, source))
          .readValue(root);
    } catch (JsonMappingException e) {
      throw placed(e);
    } catch (InvalidValueException e) {
      throw source.refuse(e.key(), e.reason(), e.remedy());
    } catch (IOException e) {
      throw new IllegalStateException("cannot happen: the tree is in memory", e);
    }
  }

  private ConfigException placed(JsonMappingException e) {
    String at = path(e);
    return switch (cause(e)) {
      case ConfigException placed -> placed;
      case InvalidValueException value ->
          source.refuse(
              value.key().isEmpty() ? at : ConfigSource.child(at, value.key()),
              value.reason(),
              value.remedy());
      case Refusal refusal -> source.refuse(at, refusal.reason(), refusal.remedy());
      case IllegalArgumentException invalid ->
          source.refuse(
              at,
              Objects.requireNonNullElse(invalid.getMessage(), "not valid"),
              "correct the value");
      default -> throw new IllegalStateException("a settings record that cannot be read", e);
    };
  }

  private static Throwable cause(JsonMappingException e) {
    Throwable cause = e;
    while (cause instanceof JsonProcessingException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }

  private static String path(JsonMappingException e) {
    String path = "";
    for (JsonMappingException.Reference step : e.getPath()) {
      path =
          step.getFieldName() == null
              ? ConfigSource.item(path, step.getIndex())
              : ConfigSource.child(path, step.getFieldName());
    }
    return path;
  }

  private static String text(Path file, String ifMissing) {
    try {
      if (Files.isDirectory(file)) {
        throw refuse(file, "this is a directory", "name the YAML file itself");
      }
      if (Files.size(file) > MAX_BYTES) {
        throw refuse(file, "larger than 1 MiB", "name a file of mgeo-sync");
      }
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      throw refuse(file, "there is no such file", ifMissing);
    } catch (AccessDeniedException e) {
      throw refuse(
          file, "this user may not read it", "run chmod a+r on it, or start as the user that may");
    } catch (CharacterCodingException e) {
      throw refuse(file, "not UTF-8 text", "save it as UTF-8");
    } catch (IOException e) {
      throw refuse(file, "cannot be read: " + e.getMessage(), "check the disk, then try again");
    }
  }

  private static ConfigException refuse(Path file, String problem, String remedy) {
    return new ConfigException(file.toString(), 0, "", problem, remedy);
  }
}
