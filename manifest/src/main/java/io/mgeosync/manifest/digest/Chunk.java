package io.mgeosync.manifest.digest;

/**
 * One run of a file's bytes. The chunks of a file tile it in order, so a file is proven by its
 * chunks.
 *
 * @param sha256 of the chunk's bytes
 * @param size in bytes, at least 1
 */
public record Chunk(Digest sha256, int size) {
  public Chunk {
    if (sha256.algorithm() != Digest.Algorithm.SHA256) {
      throw new IllegalArgumentException("a chunk is proven by its SHA-256");
    }
    if (size < 1) {
      throw new IllegalArgumentException("a chunk holds at least one byte");
    }
  }
}
