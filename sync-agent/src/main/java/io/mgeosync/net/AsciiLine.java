package io.mgeosync.net;

/** Text from anywhere made fit for one line of a protocol that knows only ASCII. */
public final class AsciiLine {
  private static final int LONGEST = 200;

  private AsciiLine() {}

  /**
   * At most {@value #LONGEST} printable characters: every other one becomes a question mark, so
   * that nothing in a message can end a line or a header, or begin another one.
   */
  public static String of(String text) {
    String cut = text.codePointCount(0, text.length()) > LONGEST ? cut(text) : text;
    return cut.replaceAll("[^ -~]", "?").strip();
  }

  private static String cut(String text) {
    return text.substring(0, text.offsetByCodePoints(0, LONGEST - 3)) + "...";
  }
}
