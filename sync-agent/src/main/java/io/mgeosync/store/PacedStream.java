package io.mgeosync.store;

import io.mgeosync.base.Stopwatch;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A stream that breaks when its source brings less than a pace asks for. Not for several threads.
 */
final class PacedStream extends FilterInputStream {
  private final String what;
  private final MinimumPace pace;
  private long left;
  private long waitedNanos;
  private long bytes;

  /**
   * @param length of the stream in bytes
   * @param what for messages: what is read from where
   */
  PacedStream(InputStream in, long length, String what, MinimumPace pace) {
    super(in);
    this.left = length;
    this.what = what;
    this.pace = pace;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int count) throws IOException {
    Stopwatch waiting = Stopwatch.started();
    int got = in.read(buffer, offset, count);
    waitedNanos += waiting.elapsed().toNanos();
    if (got > 0) {
      left -= got;
      bytes += got;
    }
    if (waitedNanos >= pace.span().toNanos() && got > 0 && left > 0) {
      requirePace();
    }
    return got;
  }

  private void requirePace() throws IOException {
    if (bytes < pace.bytesPerSpan()) {
      StoreException cause =
          new StoreUnavailableException(
              "%s came at less than %d bytes a second".formatted(what, pace.bytesPerSecond()),
              "look at the server and the network to it; it is tried again at the next cycle",
              null);
      throw new IOException(cause.reason(), cause);
    }
    waitedNanos = 0;
    bytes = 0;
  }
}
