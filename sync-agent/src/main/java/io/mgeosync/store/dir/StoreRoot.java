package io.mgeosync.store.dir;

import io.mgeosync.manifest.FileNames;
import io.mgeosync.manifest.Refusal.Kind;
import io.mgeosync.manifest.UnsayableNameException;
import io.mgeosync.store.ObjectKey;
import io.mgeosync.store.StoreException;
import io.mgeosync.store.StoreUnavailableException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * The store's directory: what lies in it, and whether it is there at all. A mount point whose mount
 * is missing looks like an empty directory, so that for a reader "empty" is never "no such object".
 */
final class StoreRoot {
  private final Path root;
  private final MountTable mounts;
  private final boolean mayBeEmpty;

  /**
   * @param mayBeEmpty for a publisher, who fills a new store
   */
  StoreRoot(Path root, MountTable mounts, boolean mayBeEmpty) {
    this.root = root;
    this.mounts = mounts;
    this.mayBeEmpty = mayBeEmpty;
  }

  Path path() {
    return root;
  }

  /**
   * Where an object lies.
   *
   * @throws StoreException DENIED when a symbolic link stands on the way, CONFIGURATION when this
   *     JVM cannot name the object's file
   */
  Path resolve(ObjectKey key) {
    requireSayable(key.value());
    Path path = root;
    for (String segment : key.value().split("/", -1)) {
      path = path.resolve(segment);
      if (Files.isSymbolicLink(path)) {
        throw new StoreException(
            Kind.DENIED,
            path + " is a symbolic link, which is never followed inside a store",
            "replace it by the file or directory itself",
            null);
      }
    }
    return path;
  }

  ObjectKey keyOf(Path path) {
    String key = root.relativize(path).toString();
    requireSayable(key);
    return new ObjectKey(key);
  }

  private static void requireSayable(String name) {
    try {
      FileNames.ofThisJvm().requireNameable(name);
    } catch (UnsayableNameException e) {
      throw new StoreException(e.kind(), e.reason(), e.remedy(), e);
    }
  }

  /** Returns when a missing object is really missing; throws when the whole store is. */
  void requirePresent() throws IOException {
    if (!Files.isDirectory(root)) {
      throw absent();
    }
    if (isEmpty()) {
      requireMayBeEmpty();
    }
  }

  private void requireMayBeEmpty() throws IOException {
    if (mounts.isMounted(root)) {
      return;
    }
    if (!mayBeEmpty || mounts.shouldBeMounted(root)) {
      throw unmounted();
    }
  }

  private boolean isEmpty() throws IOException {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(root)) {
      return !entries.iterator().hasNext();
    }
  }

  private StoreException absent() throws IOException {
    try {
      // Tells "not there" from "not permitted" and from a broken mount: the latter two throw.
      Files.readAttributes(root, "isDirectory");
    } catch (NoSuchFileException e) {
      return new StoreException(
          Kind.MISSING,
          "the store's directory " + root + " does not exist",
          "correct the store's URL, or mount it (findmnt -T " + root + ")",
          e);
    }
    return new StoreException(
        Kind.CONFIGURATION,
        "the store " + root + " is not a directory",
        "correct the store's URL",
        null);
  }

  private StoreException unmounted() {
    return new StoreUnavailableException(
        root + " is empty and nothing is mounted on it: it looks like a mount point without mount",
        "mount it (mount " + root + "), then look with findmnt -T " + root,
        null);
  }
}
