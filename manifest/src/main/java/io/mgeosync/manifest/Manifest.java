package io.mgeosync.manifest;

import java.time.Instant;
import java.util.List;

/**
 * What a bundle is: its name, its version and every file in it. The constructor refuses what
 * FORMAT.md forbids, so a Manifest in hand is a valid one.
 *
 * @param created whole seconds, UTC
 * @param files sorted by path, at least one
 */
public record Manifest(
    BundleName bundle, BundleVersion version, Instant created, List<FileEntry> files) {

  /** The manifest's own name inside a bundle; no listed file may take it. */
  public static final String FILE_NAME = "manifest.json";

  public Manifest {
    files = List.copyOf(files);
  }

  /** The sum of all file sizes, in bytes. */
  public long totalSize() {
    return files.stream().mapToLong(FileEntry::size).sum();
  }
}
