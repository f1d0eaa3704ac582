package io.mgeosync.base;

import io.mgeosync.manifest.Refusal;

/** A value that cannot be used as written, wherever it was written; never quotes a secret. */
public final class InvalidValueException extends Refusal {
  private static final long serialVersionUID = 1;

  private final String key;

  public InvalidValueException(String problem, String remedy) {
    this("", problem, remedy);
  }

  private InvalidValueException(String key, String problem, String remedy) {
    super(Kind.CONFIGURATION, problem, remedy, null);
    this.key = key;
  }

  /**
   * One value of several that are written together.
   *
   * @param key of the value in its section, such as {@code version-url}
   */
  public static InvalidValueException at(String key, String problem, String remedy) {
    return new InvalidValueException(key, problem, remedy);
  }

  /** In its section; empty when the whole section, or a value by itself, cannot be used. */
  public String key() {
    return key;
  }
}
