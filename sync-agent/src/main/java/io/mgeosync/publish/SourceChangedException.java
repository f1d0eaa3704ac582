package io.mgeosync.publish;

import io.mgeosync.manifest.Refusal;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A file changed between the scan of the directory and its upload; no manifest was written. */
public final class SourceChangedException extends Refusal {
  private final Path file;

  SourceChangedException(Path file, @Nullable Throwable cause) {
    super(
        Kind.BUSY,
        file + " changed while it was being published",
        "let the writer of this directory finish, then publish again",
        cause);
    this.file = file;
  }

  public Path file() {
    return file;
  }
}
