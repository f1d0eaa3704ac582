package io.mgeosync.manifest;

/** Makes hostile text fit for one line of a terminal or a log. */
final class Printable {
  private static final int LONGEST = 300;

  private Printable() {}

  /** What is not plainly visible becomes its code point as Java escapes it; long text is cut. */
  static String of(String text) {
    StringBuilder out = new StringBuilder();
    text.codePoints().limit(LONGEST).forEach(point -> append(out, point));
    return text.codePointCount(0, text.length()) > LONGEST
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
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
