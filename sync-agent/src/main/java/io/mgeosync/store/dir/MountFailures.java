package io.mgeosync.store.dir;

import io.mgeosync.manifest.Refusal.Kind;
import io.mgeosync.store.StoreException;
import io.mgeosync.store.StoreUnavailableException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a file system's errors mean, in words; Java hands most of them on as text only. */
final class MountFailures {
  private MountFailures() {}

  /**
   * @param path what was touched
   */
  static StoreException explain(Path path, IOException e) {
    if (e.getCause() instanceof StoreException known) {
      return known;
    }
    if (e instanceof AccessDeniedException) {
      return denied(path, e);
    }
    return e instanceof NoSuchFileException ? gone(path, e) : byText(path, e);
  }

  private static StoreException byText(Path path, IOException e) {
    String text = text(e).toLowerCase(Locale.ROOT);
    if (text.contains("stale")) {
      return new StoreUnavailableException(
          path + " is stale (ESTALE): the server no longer knows it, or exports something else",
          "try again; if it stays, mount it again (umount -l, then mount)",
          e);
    }
    if (text.contains("input/output error")) {
      return new StoreUnavailableException(
          path + " cannot be read or written (EIO): the server or its disk fails",
          "look at the server's disks and at dmesg here",
          e);
    }
    if (text.contains("permission denied") || text.contains("operation not permitted")) {
      return denied(path, e);
    }
    return byRoom(path, text, e);
  }

  private static StoreException byRoom(Path path, String text, IOException e) {
    if (text.contains("no space left") || text.contains("quota exceeded")) {
      return new StoreException(
          Kind.NO_SPACE,
          "the file system of " + path + " is full",
          "make room on it (df -h " + path.getParent() + ")",
          e);
    }
    if (text.contains("read-only file system")) {
      return new StoreException(
          Kind.DENIED,
          path + " is on a read-only mount",
          "publish from a machine that mounts it read-write",
          e);
    }
    return new StoreUnavailableException(
        path + " failed: " + text(e), "look at the mount (findmnt -T " + path + ")", e);
  }

  private static StoreException denied(Path path, IOException e) {
    return new StoreException(
        Kind.DENIED,
        path + " is not permitted to this user (EACCES)",
        "look at the permissions with namei -l "
            + path
            + ", then chmod or chown on the server; root may be squashed there",
        e);
  }

  private static StoreException gone(Path path, IOException e) {
    return new StoreUnavailableException(
        path + " vanished while it was used", "try again; another process changes the store", e);
  }

  private static String text(IOException e) {
    @Nullable String text =
        e instanceof FileSystemException failure && failure.getReason() != null
            ? failure.getReason()
            : e.getMessage();
    return text == null ? e.getClass().getSimpleName() : text.replace('\n', ' ');
  }
}
