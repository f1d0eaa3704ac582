package io.mgeosync.manifest.scan;

import io.mgeosync.manifest.Refusal;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A directory cannot become a bundle as it is. */
public final class UnfitDirectoryException extends Refusal {
  private final Path path;

  UnfitDirectoryException(
      Kind kind, Path path, String what, String remedy, @Nullable Throwable cause) {
    super(kind, path + " " + what, remedy, cause);
    this.path = path;
  }

  public Path path() {
    return path;
  }
}
