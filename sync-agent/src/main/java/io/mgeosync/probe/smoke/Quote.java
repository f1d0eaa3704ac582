package io.mgeosync.probe.smoke;

import io.mgeosync.manifest.Printable;

/** What a service says, as a mismatch quotes it. */
final class Quote {
  private static final int LONGEST = 60;

  private Quote() {}

  static String of(String untrusted) {
    return Printable.line(untrusted, LONGEST);
  }
}
