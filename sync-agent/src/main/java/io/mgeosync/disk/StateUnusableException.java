package io.mgeosync.disk;

import io.mgeosync.manifest.Refusal;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The state directory cannot be used: it is missing, not writable, read-only or not ours. */
public final class StateUnusableException extends Refusal {
  private final Path path;

  public StateUnusableException(
      Path path, String problem, String remedy, @Nullable Throwable cause) {
    this(Kind.CONFIGURATION, path, problem, remedy, cause);
  }

  StateUnusableException(
      Kind kind, Path path, String problem, String remedy, @Nullable Throwable cause) {
    super(kind, path + " " + problem, remedy, cause);
    this.path = path;
  }

  /** What could not be used. */
  public Path path() {
    return path;
  }
}
