package io.mgeosync.manifest.digest;

/**
 * The bounds of content-defined chunking, in bytes; they travel in the manifest, so that publishing
 * the next version cuts the same bytes at the same places.
 *
 * @param min no chunk but a file's last is smaller
 * @param average a power of two; what the cuts aim at
 * @param max no chunk is larger
 */
public record ChunkSizes(int min, int average, int max) {
  public static final ChunkSizes DEFAULT = new ChunkSizes(256 * 1024, 1024 * 1024, 4 * 1024 * 1024);

  private static final int SMALLEST = 64;

  /** No chunk of any bundle is larger: what a reader must be ready to hold in memory. In bytes. */
  public static final int LARGEST = 64 * 1024 * 1024;

  /**
   * Bounds that are as far from the average as the default's.
   *
   * @param average a power of two, at most a quarter of {@link #LARGEST}
   */
  public static ChunkSizes around(int average) {
    return new ChunkSizes(average / 4, average, Math.multiplyExact(average, 4));
  }

  public ChunkSizes {
    if (min < SMALLEST || min > average || average > max || max > LARGEST) {
      throw new IllegalArgumentException(
          "chunk sizes are %d ≤ min ≤ average ≤ max ≤ %d bytes".formatted(SMALLEST, LARGEST));
    }
    if (Integer.bitCount(average) != 1) {
      throw new IllegalArgumentException("the average chunk size is a power of two");
    }
  }
}
