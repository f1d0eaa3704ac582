package io.mgeosync.manifest.smoke;

/** What every text of a golden case must be, so that it has one spelling and stays on one line. */
final class Texts {
  private Texts() {}

  /**
   * Passes a good text through.
   *
   * @throws IllegalArgumentException when it is longer than {@code most} characters, or holds a
   *     control character or half a surrogate pair
   */
  static String require(String what, String text, int most) {
    if (text.length() > most) {
      throw new IllegalArgumentException("%s has more than %d characters".formatted(what, most));
    }
    if (text.codePoints().anyMatch(Texts::unfit)) {
      throw new IllegalArgumentException(
          what + " holds a control character, a line end or half a surrogate pair");
    }
    return text;
  }

  private static boolean unfit(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }
}
