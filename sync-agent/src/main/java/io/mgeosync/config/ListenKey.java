package io.mgeosync.config;

import io.mgeosync.base.HostPort;
import io.mgeosync.base.InvalidValueException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Finds {@code http.listen} in an agent's configuration that is written plainly, one key a line,
 * without reading the rest: for the readiness hook, which asks the agent and needs nothing else,
 * and for which a YAML parser takes longer to start than the question to be answered. What is not
 * plain is left to {@link ConfigLoader}; mistakes elsewhere in the file are not found here.
 */
public final class ListenKey {
  private static final String SECTION = "http:";
  private static final String KEY = "listen:";

  private final String[] lines;

  private ListenKey(String[] lines) {
    this.lines = lines;
  }

  /** The address, or the default one; empty when only {@link ConfigLoader} can say. */
  public static Optional<HostPort> find(Path file) {
    try {
      return new ListenKey(Files.readString(file).split("\n", -1)).find();
    } catch (IOException | InvalidValueException e) {
      return Optional.empty();
    }
  }

  private Optional<HostPort> find() {
    int section = -1;
    boolean keys = false;
    for (int i = 0; i < lines.length; i++) {
      boolean here = lines[i].startsWith(SECTION);
      if (!isPlain(lines[i]) || (here && section >= 0)) {
        return Optional.empty();
      }
      keys |= isKey(lines[i]);
      section = here ? i : section;
    }
    String listen = section < 0 ? HttpSettings.LISTEN : inSection(section);
    return keys && !listen.isEmpty() ? Optional.of(HostPort.parse(listen)) : Optional.empty();
  }

  /** At the margin stand only keys, items of lists, comments and nothing. */
  private static boolean isPlain(String line) {
    return line.isBlank()
        || isKey(line)
        || (" #-".indexOf(line.charAt(0)) >= 0 && !line.startsWith("--"));
  }

  private static boolean isKey(String line) {
    int end = line.indexOf(':');
    for (int i = 0; i < end; i++) {
      char c = line.charAt(i);
      if ((c < 'a' || c > 'z') && c != '-') {
        return false;
      }
    }
    return end > 0 && line.charAt(0) != '-';
  }

  /** The value, written behind the section's name in braces, or alone on a line below it. */
  private String inSection(int at) {
    String flow = withoutComment(lines[at].substring(SECTION.length()));
    if (!flow.isEmpty()) {
      boolean braces = flow.startsWith("{") && flow.endsWith("}");
      return braces ? value(flow.substring(1, flow.length() - 1)) : "";
    }
    String found = "";
    for (int i = at + 1; i < lines.length && !isKey(lines[i]); i++) {
      String line = withoutComment(lines[i]);
      if (!line.isEmpty()) {
        if (!found.isEmpty()) {
          return "";
        }
        found = value(line);
      }
    }
    return found;
  }

  private static String withoutComment(String text) {
    int hash = text.startsWith("#") ? 0 : text.indexOf(" #");
    return (hash < 0 ? text : text.substring(0, hash)).strip();
  }

  private static String value(String pair) {
    String text = pair.strip();
    if (!text.startsWith(KEY + " ")) {
      return "";
    }
    String value = text.substring(KEY.length()).strip();
    boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
    return quoted ? value.substring(1, value.length() - 1) : value;
  }
}
