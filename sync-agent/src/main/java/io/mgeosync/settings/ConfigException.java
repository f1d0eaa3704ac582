package io.mgeosync.settings;

import io.mgeosync.manifest.Printable;
import io.mgeosync.manifest.Refusal;

/**
 * A configuration that cannot be used. The message is one line: {@code agent.yaml:12:
 * bundles[0].service.interval: problem; remedy}.
 */
public final class ConfigException extends Refusal {
  private final String file;
  private final int line;
  private final String key;
  private final String problem;

  /**
   * @param file as the operator named it
   * @param line counted from 1; 0 when the problem is not at a line
   * @param key such as {@code bundles[0].name}; empty when the problem is not at a key
   */
  public ConfigException(String file, int line, String key, String problem, String remedy) {
    super(Kind.CONFIGURATION, located(file, line, key) + oneLine(problem), oneLine(remedy), null);
    this.file = file;
    this.line = line;
    this.key = key;
    this.problem = oneLine(problem);
  }

  private static String located(String file, int line, String key) {
    return file + (line > 0 ? ":" + line : "") + ": " + (key.isEmpty() ? "" : key + ": ");
  }

  private static String oneLine(String text) {
    return Printable.line(text);
  }

  public String file() {
    return file;
  }

  public int line() {
    return line;
  }

  public String key() {
    return key;
  }

  /** What is wrong, without the place. */
  public String problem() {
    return problem;
  }
}
