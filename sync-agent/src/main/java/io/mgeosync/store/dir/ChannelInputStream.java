package io.mgeosync.store.dir;

import io.mgeosync.store.ByteRange;
import io.mgeosync.store.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * A range of an open file. Each refill of the buffer is one call with a deadline; the buffer is
 * large, so that the hand-over between threads costs nothing beside the copying.
 */
final class ChannelInputStream extends InputStream {
  private static final int BUFFER = 256 << 10;

  private final FileChannel channel;
  private final MountCalls calls;
  private final Path path;
  private final byte[] buffer;
  private long position;
  private final long end;
  private int next;
  private int filled;
  private boolean broken;

  ChannelInputStream(FileChannel channel, ByteRange range, MountCalls calls, Path path) {
    this.channel = channel;
    this.calls = calls;
    this.path = path;
    this.position = range.offset();
    this.end = range.end();
    this.buffer = new byte[(int) Math.min(BUFFER, range.length())];
  }

  @Override
  public int read() throws IOException {
    return ready() ? buffer[next++] & 0xff : -1;
  }

  @Override
  public int read(byte[] target, int offset, int count) throws IOException {
    if (count == 0) {
      return 0;
    }
    if (!ready()) {
      return -1;
    }
    int copied = Math.min(count, filled - next);
    System.arraycopy(buffer, next, target, offset, copied);
    next += copied;
    return copied;
  }

  private boolean ready() throws IOException {
    if (next < filled) {
      return true;
    }
    refill();
    return filled > 0;
  }

  private void refill() throws IOException {
    if (broken) {
      // A call that timed out may still write into the buffer.
      throw new IOException(path + " could not be read before");
    }
    try {
      int wanted = (int) Math.min(buffer.length, end - position);
      long at = position;
      filled =
          wanted == 0 ? 0 : calls.run(() -> channel.read(ByteBuffer.wrap(buffer, 0, wanted), at));
      next = 0;
      position += Math.max(filled, 0);
    } catch (IOException e) {
      throw broken(MountFailures.explain(path, e));
    } catch (StoreException e) {
      throw broken(e);
    }
  }

  private IOException broken(StoreException cause) {
    broken = true;
    return new IOException(cause.reason(), cause);
  }

  @Override
  public int available() {
    return Math.max(filled - next, 0);
  }

  /** Closing can hang as reading can. */
  @Override
  public void close() throws IOException {
    calls.run(
        () -> {
          channel.close();
          return channel;
        });
  }
}
