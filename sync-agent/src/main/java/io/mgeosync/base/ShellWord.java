package io.mgeosync.base;

/** Words of a command that is printed to be copied into a shell. */
public final class ShellWord {
  private ShellWord() {}

  /** In quotes only where the shell would take it for something else. */
  public static String of(Object word) {
    String text = word.toString();
    return text.matches("[A-Za-z0-9%+,./:=@_-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
  }
}
