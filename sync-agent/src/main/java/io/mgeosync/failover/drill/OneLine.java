package io.mgeosync.failover.drill;

/** What a service under test says must not forge a line of the report or the terminal. */
final class OneLine {
  private static final int LONGEST = 160;

  private OneLine() {}

  static String of(String untrusted) {
    String visible = untrusted.replaceAll("[\\p{C}\\p{Zl}\\p{Zp}]", "?");
    return visible.codePointCount(0, visible.length()) <= LONGEST
        ? visible
        : visible.substring(0, visible.offsetByCodePoints(0, LONGEST)) + "…";
  }
}
