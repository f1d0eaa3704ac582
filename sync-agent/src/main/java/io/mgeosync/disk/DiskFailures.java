package io.mgeosync.disk;

import io.mgeosync.manifest.Refusal;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/** Says in words what a failed call on the node's own disk means. */
public final class DiskFailures {
  private DiskFailures() {}

  /**
   * The refusal that a failure of the node's own disk amounts to.
   *
   * @param path what was being read or written
   */
  public static Refusal explain(Path path, IOException failure) {
    if (failure instanceof ClosedByInterruptException) {
      return new WorkInterruptedException("work on " + path);
    }
    String words = words(failure);
    if (words.contains("No space left") || words.contains("quota exceeded")) {
      return full(path, failure);
    }
    return unusable(path, words, failure);
  }

  private static Refusal full(Path path, IOException failure) {
    long free = freeBytes(path);
    return new DiskFullException(path, free + 1, free, failure);
  }

  private static Refusal unusable(Path path, String words, IOException failure) {
    if (words.contains("Read-only file system")) {
      return new StateUnusableException(
          Refusal.Kind.DENIED,
          path,
          "lies on a read-only file system",
          "remount it writable (`mount -o remount,rw …`) or point `state` elsewhere",
          failure);
    }
    if (failure instanceof AccessDeniedException || words.contains("not permitted")) {
      return new StateUnusableException(
          Refusal.Kind.DENIED,
          path,
          "may not be written by this user",
          "give the state directory to the user that runs mgeo-sync (`chown -R`)",
          failure);
    }
    return misplaced(path, words, failure);
  }

  private static Refusal misplaced(Path path, String words, IOException failure) {
    if (failure instanceof NoSuchFileException) {
      return new StateUnusableException(
          path, "is missing", "create the state directory, or correct `state`", failure);
    }
    if (failure instanceof NotDirectoryException || isNotDirectory(words)) {
      return new StateUnusableException(
          path,
          "is blocked by a file where a directory must be",
          "move that file away, or correct `state`",
          failure);
    }
    return new StateUnusableException(
        path, "cannot be used: " + words, "look at the disk (`dmesg`, `df`)", failure);
  }

  private static boolean isNotDirectory(String words) {
    return words.contains("Not a directory") || words.contains("FileAlreadyExists");
  }

  private static String words(IOException failure) {
    String reason =
        failure instanceof FileSystemException at ? at.getReason() : failure.getMessage();
    return reason == null ? failure.getClass().getSimpleName() : reason.replaceAll("\\s+", " ");
  }

  /** What an unprivileged process may still write around {@code path}; 0 when it cannot be told. */
  public static long freeBytes(Path path) {
    Path at = path.toAbsolutePath();
    while (at.getParent() != null && Files.notExists(at)) {
      at = at.getParent(); // The nearest that exists lies on the file system that will take it.
    }
    try {
      return Files.getFileStore(at).getUsableSpace();
    } catch (IOException e) {
      return 0;
    }
  }
}
