package io.mgeosync.channel;

import io.mgeosync.manifest.Refusal;
import org.jspecify.annotations.Nullable;

/** A channel's text is not a channel. */
public final class InvalidChannelException extends Refusal {
  private final String where;
  private final int line;
  private final String key;

  /**
   * @param where the file, object or commit that holds the text, without anything secret
   * @param line counted from 1; 0 when the problem has no one line
   * @param key the key that is wrong, such as {@code serve[0].digest}; empty for the whole text
   */
  public InvalidChannelException(
      String where, int line, String key, String problem, @Nullable Throwable cause) {
    super(
        Kind.MISMATCH,
        "the channel in " + where + at(line) + " is refused: " + of(key) + problem,
        "correct it there, or write it again with"
            + " `mgeo-sync promote --channel … --bundle … --version …`",
        cause);
    this.where = where;
    this.line = line;
    this.key = key;
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
