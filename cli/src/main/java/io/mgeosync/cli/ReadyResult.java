package io.mgeosync.cli;

import io.mgeosync.manifest.Printable;
import io.mgeosync.manifest.Refusal;

/**
 * What {@code ready} found.
 *
 * @param exit in the program's own numbers
 * @param sentence one line, never empty
 */
record ReadyResult(Standing standing, ExitCode exit, String sentence) {

  /** Refused is not unknown: only what is refused was said by an agent. */
  enum Standing {
    READY,
    /** It serves, and an operator should look at it. */
    WARNED,
    REFUSED,
    UNKNOWN
  }

  ReadyResult {
    sentence = oneLine(sentence);
  }

  /** When the agent could not even be asked. */
  static ReadyResult of(Refusal refusal) {
    return new ReadyResult(
        Standing.UNKNOWN, ExitCode.of(refusal.kind()), refusal.reason() + "; " + refusal.remedy());
  }

  private static String oneLine(String text) {
    return Printable.line(text);
  }
}
