package io.mgeosync.store.s3;

import io.mgeosync.manifest.Refusal.Kind;
import io.mgeosync.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An AWS profile file: {@code [section]}, then {@code key = value} lines; nested settings, which
 * are indented, are passed over.
 */
record ProfileFile(Map<String, Map<String, String>> sections) {

  /** An absent file has no sections. */
  static ProfileFile read(Path file) {
    try {
      return parse(Files.readAllLines(file));
    } catch (NoSuchFileException e) {
      return new ProfileFile(Map.of());
    } catch (IOException e) {
      throw new StoreException(
          Kind.CONFIGURATION,
          "the AWS profile file " + file + " cannot be read",
          "make it a readable UTF-8 text file (chmod 600, owned by this user)",
          e);
    }
  }

  static ProfileFile parse(List<String> lines) {
    Map<String, Map<String, String>> sections = new HashMap<>();
    Map<String, String> current = new HashMap<>();
    for (String line : lines) {
      String text = line.strip();
      if (text.startsWith("[") && text.contains("]")) {
        String name = text.substring(1, text.indexOf(']')).strip().replaceAll("\\s+", " ");
        current = sections.computeIfAbsent(name, any -> new HashMap<>());
      } else if (isSetting(line)) {
        int equals = text.indexOf('=');
        current.put(text.substring(0, equals).strip(), text.substring(equals + 1).strip());
      }
    }
    return new ProfileFile(sections);
  }

  private static boolean isSetting(String line) {
    return !line.isEmpty()
        && !Character.isWhitespace(line.charAt(0))
        && "#;".indexOf(line.charAt(0)) < 0
        && line.indexOf('=') > 0;
  }

  Stream<String> keys(String section) {
    return sections.getOrDefault(section, Map.of()).keySet().stream();
  }

  Optional<String> value(String section, String key) {
    return Optional.ofNullable(sections.getOrDefault(section, Map.of()).get(key));
  }
}
