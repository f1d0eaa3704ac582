package io.mgeosync.fetch;

import io.mgeosync.disk.FileStamp;
import io.mgeosync.manifest.BundlePath;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which staged files this very process proved, every chunk of them against the pinned manifest as
 * it passed through memory on its way to or from the disk, and how each looked once it was sealed.
 * Only a fetch adds to it.
 */
public final class ProvenFiles {
  private final Map<BundlePath, FileStamp> proven = new ConcurrentHashMap<>();

  ProvenFiles() {}

  /** Nothing was proven in this process: everything must be read. */
  public static ProvenFiles none() {
    return new ProvenFiles();
  }

  void add(BundlePath path, FileStamp sealed) {
    proven.put(path, sealed);
  }

  /** How the file looked when all of it was proven; believe it only while it still looks so. */
  public Optional<FileStamp> of(BundlePath path) {
    return Optional.ofNullable(proven.get(path));
  }
}
