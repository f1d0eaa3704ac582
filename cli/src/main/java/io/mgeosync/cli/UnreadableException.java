package io.mgeosync.cli;

import io.mgeosync.manifest.Refusal;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A file that the operator named cannot be read. */
final class UnreadableException extends Refusal {
  UnreadableException(Path file, IOException cause) {
    super(
        cause instanceof NoSuchFileException ? Kind.MISSING : Kind.CONFIGURATION,
        cause instanceof NoSuchFileException
            ? "there is no file " + file
            : "%s cannot be read as UTF-8 text: %s".formatted(file, cause.getMessage()),
        "name a file that this user may read",
        cause);
  }
}
