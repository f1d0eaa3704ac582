package io.mgeosync.manifest.scan;

import io.mgeosync.manifest.Printable;
import io.mgeosync.manifest.Refusal;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A directory cannot become a bundle as it is. */
public final class UnfitDirectoryException extends Refusal {
  private final Path path;

  UnfitDirectoryException(
      Kind kind, Path path, String what, String remedy, @Nullable Throwable cause) {
    super(kind, printable(path + " " + what), remedy, cause);
    this.path = path;
  }

  public Path path() {
    return path;
  }

  static UnfitDirectoryException unreadable(Path path, IOException cause) {
    return switch (cause) {
      case NoSuchFileException _ ->
          new UnfitDirectoryException(
              Kind.MISSING, path, "is not there", "name the directory of the model", cause);
      case AccessDeniedException _ ->
          new UnfitDirectoryException(
              Kind.DENIED, path, "may not be read", "give this user the right to read it", cause);
      default ->
          new UnfitDirectoryException(
              Kind.UNAVAILABLE, path, "cannot be read: " + cause, "check the disk", cause);
    };
  }

  /** Names of files may hold anything but NUL and slash: they must not forge a log line. */
  private static String printable(String untrusted) {
    return Printable.of(untrusted);
  }
}
