package io.mgeosync.cli;

import io.mgeosync.manifest.Refusal;
import java.nio.file.Path;

/** A smoke of nothing would prove nothing. */
final class NoCasesException extends Refusal {
  NoCasesException(Path folder) {
    super(
        Kind.MISSING,
        "the bundle in %s carries no golden cases".formatted(folder),
        "publish one with --smoke, or name a smoke file",
        null);
  }
}
