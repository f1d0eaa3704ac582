package io.mgeosync.cli;

import io.mgeosync.manifest.Refusal;
import java.io.IOException;

/** What a verb printed did not arrive; what it did stands. */
final class OutputLostException extends Refusal {
  OutputLostException(IOException cause) {
    super(
        Kind.NO_SPACE,
        "the work is done, but what was printed is lost: standard output cannot be written: "
            + cause.getMessage(),
        "make room where it goes",
        cause);
  }
}
