package io.mgeosync.store;

/** A run of bytes: {@code length} of them, from {@code offset}. */
public record ByteRange(long offset, long length) {
  public ByteRange {
    if (offset < 0 || length < 1 || offset > Long.MAX_VALUE - length) {
      throw new IllegalArgumentException("not a byte range: %d+%d".formatted(offset, length));
    }
  }

  /** Exclusive. */
  public long end() {
    return offset + length;
  }
}
