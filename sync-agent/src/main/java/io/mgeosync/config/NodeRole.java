package io.mgeosync.config;

import java.util.Locale;

/** What a node is for while everything is well. */
public enum NodeRole {
  /** Takes requests; several primaries share them by weight. */
  PRIMARY,
  /** Waits until no primary is ready. */
  BACKUP;

  /**
   * As it is written in files and answers.
   *
   * @throws InvalidValueException when the text is neither
   */
  public static NodeRole parse(String text) {
    return switch (text) {
      case "primary" -> PRIMARY;
      case "backup" -> BACKUP;
      default ->
          throw new InvalidValueException(
              "\"" + text + "\" is neither primary nor backup", "write primary or backup");
    };
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
