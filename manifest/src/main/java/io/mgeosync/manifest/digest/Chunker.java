package io.mgeosync.manifest.digest;

/**
 * Finds where content-defined chunks end, so that an insertion moves only the cuts near it. FastCDC
 * with normalised chunking, level 2: W. Xia et al., "FastCDC: a Fast and Efficient Content-Defined
 * Chunking Approach for Data Deduplication", USENIX ATC 2016, sections 3 and 4.
 *
 * <p>The cuts depend on the bytes and the sizes alone, never on how the bytes arrive. One chunker
 * cuts one stream; it is confined to one thread.
 */
public final class Chunker {
  /** How many bits the two masks lie from the average: level 2 in the paper's words. */
  private static final int NORMALISATION = 2;

  private static final long[] GEAR = gear();

  private final ChunkSizes sizes;
  private final long strictMask;
  private final long looseMask;

  /**
   * Bytes of the current chunk taken so far, and the rolling hash over the last 64 of them beyond
   * the minimum.
   */
  private int length;

  private long hash;

  public Chunker(ChunkSizes sizes) {
    this.sizes = sizes;
    int bits = Integer.numberOfTrailingZeros(sizes.average());
    this.strictMask = topBits(bits + NORMALISATION);
    this.looseMask = topBits(bits - NORMALISATION);
  }

  /**
   * The end of the current chunk, if it lies in these bytes; the next call then begins a new chunk
   * there.
   *
   * @return where the chunk ends, exclusive, in {@code from+1..to}; or -1 when all bytes belong to
   *     it and it goes on
   */
  public int cut(byte[] bytes, int from, int to) {
    int at = Math.min(to, from + Math.max(0, sizes.min() - length));
    int strictEnd = Math.clamp((long) from + sizes.average() - length, at, to);
    int looseEnd = Math.clamp((long) from + sizes.max() - length, at, to);
    int end = scan(bytes, at, strictEnd, strictMask);
    if (end < 0) {
      end = scan(bytes, strictEnd, looseEnd, looseMask);
    }
    if (end < 0 && length + (looseEnd - from) == sizes.max()) {
      end = looseEnd;
    }
    if (end < 0) {
      length += to - from;
    } else {
      length = 0;
      hash = 0;
    }
    return end;
  }

  private int scan(byte[] bytes, int from, int to, long mask) {
    long rolling = hash;
    for (int i = from; i < to; i++) {
      rolling = (rolling << 1) + GEAR[bytes[i] & 0xff];
      if ((rolling & mask) == 0) {
        return i + 1;
      }
    }
    hash = rolling;
    return -1;
  }

  /** The high bits of a gear hash depend on the most bytes. */
  private static long topBits(int count) {
    return -1L << (Long.SIZE - count);
  }

  /**
   * 256 numbers that every implementation must share: SplitMix64 (G. L. Steele et al., OOPSLA 2014)
   * from seed 0.
   */
  private static long[] gear() {
    long[] table = new long[256];
    long seed = 0;
    for (int i = 0; i < table.length; i++) {
      seed += 0x9E3779B97F4A7C15L;
      long z = seed;
      z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
      z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
      table[i] = z ^ (z >>> 31);
    }
    return table;
  }
}
