package io.mgeosync.manifest;

import java.util.regex.Pattern;

/**
 * Makes text from outside fit for one line of a terminal, a log or a report: nothing in it can end
 * the line, forge another one, or move the cursor.
 */
public final class Printable {
  private static final int LONGEST = 300;
  private static final Pattern LINE_END = Pattern.compile("\\s*(\\R|\\t)\\s*");

  private Printable() {}

  /** What is not plainly visible becomes its code point as Java escapes it; long text is cut. */
  public static String of(String text) {
    return cut(text, LONGEST);
  }

  /**
   * The same for prose: an end of a line, with the white space around it, becomes one space.
   *
   * @param longest in code points, at least one; what is longer is cut and ends with an ellipsis
   */
  public static String line(String text, int longest) {
    return text.length() <= longest && text.chars().allMatch(Printable::plain)
        ? text.strip()
        : cut(LINE_END.matcher(text).replaceAll(" ").strip(), longest);
  }

  /** The same, however long it is. */
  public static String line(String text) {
    return line(text, Integer.MAX_VALUE);
  }

  private static boolean plain(int character) {
    return character >= ' ' && character <= '~';
  }

  private static String cut(String text, int longest) {
    StringBuilder out = new StringBuilder();
    text.codePoints().limit(longest + 1L).forEach(point -> append(out, point));
    if (out.codePointCount(0, out.length()) > longest) {
      out.setLength(out.offsetByCodePoints(0, longest - 1));
      out.append('…');
    }
    return out.toString();
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
