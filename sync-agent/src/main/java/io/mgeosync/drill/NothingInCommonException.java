package io.mgeosync.drill;

import io.mgeosync.manifest.Refusal;

/** Nothing in the answers tells a right one from a wrong one. */
public final class NothingInCommonException extends Refusal {
  NothingInCommonException(String pointer, int answers) {
    super(
        Kind.CONFIGURATION,
        "%d answers to the same request have nothing in common%s"
            .formatted(answers, pointer.isEmpty() ? "" : " at " + pointer),
        "say what is right with --expect-file or --smoke, or correct --expect-pointer",
        null);
  }
}
