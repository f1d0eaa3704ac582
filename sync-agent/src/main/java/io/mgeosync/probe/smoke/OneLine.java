package io.mgeosync.probe.smoke;

/** The service may be the very thing that is broken: what it says must not forge a log line. */
final class OneLine {
  private static final int LONGEST = 60;

  private OneLine() {}

  static String of(String untrusted) {
    String visible = untrusted.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Co}\\p{Cn}\\p{Zl}\\p{Zp}]", "?");
    return visible.codePointCount(0, visible.length()) <= LONGEST
        ? visible
        : visible.substring(0, visible.offsetByCodePoints(0, LONGEST)) + "…";
  }
}
