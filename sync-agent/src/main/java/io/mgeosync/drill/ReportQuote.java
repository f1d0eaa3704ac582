package io.mgeosync.drill;

import io.mgeosync.manifest.Printable;

/** What a service or a command under test says, as the report quotes it. */
final class ReportQuote {
  private static final int LONGEST = 160;

  private ReportQuote() {}

  static String of(String untrusted) {
    return Printable.line(untrusted, LONGEST);
  }
}
