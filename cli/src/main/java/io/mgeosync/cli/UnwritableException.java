package io.mgeosync.cli;

import io.mgeosync.manifest.Refusal;
import java.io.IOException;
import java.nio.file.Path;

/** A file that the operator asked for cannot be written. */
final class UnwritableException extends Refusal {
  UnwritableException(Path file, IOException cause) {
    super(
        Kind.DENIED,
        "%s cannot be written: %s".formatted(file, cause.getMessage()),
        "name a file in a directory that this user may write",
        cause);
  }
}
