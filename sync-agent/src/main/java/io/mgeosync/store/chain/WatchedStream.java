package io.mgeosync.store.chain;

import io.mgeosync.store.StoreException;
import io.mgeosync.store.StoreUnavailableException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Tells a mirror's health how one of its streams ended; a reader who stops early says nothing. */
final class WatchedStream extends FilterInputStream {
  private final CircuitBreaker health;
  private long left;

  WatchedStream(InputStream in, long length, CircuitBreaker health) {
    super(in);
    this.left = length;
    this.health = health;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int count) throws IOException {
    try {
      return counted(in.read(buffer, offset, count));
    } catch (IOException e) {
      broke(e);
      throw e;
    }
  }

  private int counted(int got) {
    if (got > 0) {
      left -= got;
      if (left == 0) {
        health.worked();
      }
    }
    return got;
  }

  private void broke(IOException e) {
    if (!Thread.currentThread().isInterrupted()) {
      health.failed(
          e.getCause() instanceof StoreException known
              ? known
              : new StoreUnavailableException("a stream broke off", "try again", e));
    }
  }
}
