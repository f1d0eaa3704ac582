package io.mgeosync.probe.smoke;

import io.mgeosync.manifest.Printable;

/** What a service says, as a mismatch quotes it. */
final class AnswerQuote {
  private static final int LONGEST = 60;

  private AnswerQuote() {}

  static String of(String untrusted) {
    return Printable.line(untrusted, LONGEST);
  }
}
