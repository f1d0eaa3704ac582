package io.mgeosync.store;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A byte every few milliseconds. */
public final class DrippingStream extends FilterInputStream {
  public DrippingStream(InputStream in) {
    super(in);
  }

  @Override
  public int read(byte[] buffer, int offset, int count) throws IOException {
    try {
      Thread.sleep(5);
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
    return in.read(buffer, offset, Math.min(count, 1));
  }
}
