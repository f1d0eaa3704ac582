package io.mgeosync.channel;

import io.mgeosync.manifest.Refusal;
import org.jspecify.annotations.Nullable;

/** A channel's text is not a channel. */
public final class InvalidChannelException extends Refusal {
  private final String where;
  private final int line;
  private final String key;
  private final String problem;

  /**
   * @param where the file, object or commit that holds the text, without anything secret
   * @param line counted from 1; 0 when the problem has no one line
   * @param key the key that is wrong, such as {@code serve[0].digest}; empty for the whole text
   */
  public InvalidChannelException(
      String where, int line, String key, String problem, @Nullable Throwable cause) {
    this(where, line, key, problem, "correct it there", cause);
  }

  private InvalidChannelException(
      String where,
      int line,
      String key,
      String problem,
      String remedy,
      @Nullable Throwable cause) {
    super(
        Kind.MISMATCH,
        "the channel in " + where + at(line) + " is refused: " + of(key) + problem,
        remedy,
        cause);
    this.where = where;
    this.line = line;
    this.key = key;
    this.problem = problem;
  }

  /** The same, with what can be done where it was found. */
  InvalidChannelException with(String remedy) {
    return new InvalidChannelException(where, line, key, problem, remedy, this);
  }

  public String where() {
    return where;
  }

  public int line() {
    return line;
  }

  public String key() {
    return key;
  }

  private static String at(int line) {
    return line == 0 ? "" : ", line " + line + ",";
  }

  private static String of(String key) {
    return key.isEmpty() ? "" : key + ": ";
  }
}
