package io.mgeosync.manifest;

/**
 * Makes text from outside fit for one line of a terminal, a log or a report: nothing in it can end
 * the line, forge another one, or move the cursor.
 */
public final class Printable {
  private static final int LONGEST = 300;

  private Printable() {}

  /** What is not plainly visible becomes its code point as Java escapes it; long text is cut. */
  public static String of(String text) {
    return cut(text, LONGEST);
  }

  /**
   * The same for prose: white space and the ends of lines become one space each.
   *
   * @param longest in code points; what is longer is cut and ends with an ellipsis
   */
  public static String line(String text, int longest) {
    return cut(text.replaceAll("[\\p{IsWhite_Space}]+", " ").strip(), longest);
  }

  private static String cut(String text, int longest) {
    StringBuilder out = new StringBuilder();
    text.codePoints().limit(longest).forEach(point -> append(out, point));
    return text.codePointCount(0, text.length()) > longest
        ? out.append('…').toString()
        : out.toString();
  }

  private static void append(StringBuilder out, int point) {
    if (visible(point)) {
      out.appendCodePoint(point);
    } else {
      out.append(String.format("\\u%04X", point));
    }
  }

  private static boolean visible(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.UNASSIGNED,
          Character.PRIVATE_USE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
