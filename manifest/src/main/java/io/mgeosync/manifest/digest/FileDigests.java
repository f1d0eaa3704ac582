package io.mgeosync.manifest.digest;

import java.util.List;

/**
 * All that one pass over a file's bytes yields.
 *
 * @param size in bytes
 * @param chunks tile the file in order; empty only for an empty file
 */
public record FileDigests(long size, Digest sha256, Digest md5, List<Chunk> chunks) {
  public FileDigests {
    chunks = List.copyOf(chunks);
    if (sha256.algorithm() != Digest.Algorithm.SHA256 || md5.algorithm() != Digest.Algorithm.MD5) {
      throw new IllegalArgumentException("digests of the wrong algorithm");
    }
    if (size < 0 || chunks.stream().mapToLong(Chunk::size).sum() != size) {
      throw new IllegalArgumentException(
          "the chunks do not tile the file's %d bytes".formatted(size));
    }
  }
}
