package io.mgeosync.store;

import java.io.IOException;
import java.io.InputStream;

/**
 * Yields exactly the bytes that were asked for: it stops after them, and throws when the source
 * ends before. Not for several threads.
 */
public final class ExactInputStream extends InputStream {
  private final InputStream source;
  private final String what;
  private final long length;
  private long left;

  /**
   * @param what for messages: which bytes of what
   * @param length in bytes
   */
  public ExactInputStream(InputStream source, long length, String what) {
    this.source = source;
    this.length = length;
    this.left = length;
    this.what = what;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int count) throws IOException {
    if (count == 0) {
      return 0;
    }
    if (left == 0) {
      return -1;
    }
    int got = source.read(buffer, offset, (int) Math.min(count, left));
    if (got < 0) {
      throw truncated();
    }
    left -= got;
    return got;
  }

  @Override
  public int available() throws IOException {
    return (int) Math.min(left, source.available());
  }

  @Override
  public void close() throws IOException {
    source.close();
  }

  private IOException truncated() {
    StoreException cause =
        new StoreUnavailableException(
            "%s ended after %d of %d bytes".formatted(what, length - left, length),
            "try again; if it stays, the stored object or a proxy before it is broken",
            null);
    return new IOException(cause.reason(), cause);
  }
}
