package io.mgeosync.manifest;

import io.mgeosync.manifest.digest.FileDigests;

/** One file of a bundle: where it lies and what its bytes are. */
public record FileEntry(BundlePath path, FileDigests digests) {
  /** In bytes. */
  public long size() {
    return digests.size();
  }
}
