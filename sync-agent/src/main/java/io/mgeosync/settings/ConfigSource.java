package io.mgeosync.settings;

import java.util.Map;

/**
 * Where each key stands in the file.
 *
 * @param file as the operator named it
 * @param lines from a key such as {@code bundles[0].schedule.cron} to its line, counted from 1
 */
public record ConfigSource(String file, Map<String, Integer> lines) {
  public ConfigSource {
    lines = Map.copyOf(lines);
  }

  /** A refusal at a key; a key that is missing is placed at the section it would stand in. */
  public ConfigException refuse(String key, String problem, String remedy) {
    return new ConfigException(file, line(key), key, problem, remedy);
  }

  /** Of the key or the nearest section around it that was written; 0 when there is none. */
  public int line(String key) {
    if (key.isEmpty()) {
      return lines.getOrDefault(key, 0);
    }
    for (String at = key; !at.isEmpty(); at = parent(at)) {
      Integer line = lines.get(at);
      if (line != null) {
        return line;
      }
    }
    return 0;
  }

  static String child(String path, String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  static String item(String path, int index) {
    return path + "[" + index + "]";
  }

  private static String parent(String key) {
    int end = Math.max(key.lastIndexOf('.'), key.lastIndexOf('['));
    return end < 0 ? "" : key.substring(0, end);
  }
}
