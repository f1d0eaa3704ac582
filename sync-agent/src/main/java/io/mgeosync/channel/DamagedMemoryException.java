package io.mgeosync.channel;

import io.mgeosync.manifest.Refusal;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The file that remembers the last believed channel cannot be believed itself. Without it a node
 * could be led back to an old channel, so nothing is accepted until an operator has looked.
 */
public final class DamagedMemoryException extends Refusal {
  private final Path file;

  DamagedMemoryException(Path file, String problem, @Nullable Throwable cause) {
    super(
        Kind.MISMATCH,
        "the memory of the last channel in " + file + " is damaged: " + problem,
        "check that the channel at its source is the newest, then delete this file and sync again",
        cause);
    this.file = file;
  }

  public Path file() {
    return file;
  }
}
