package io.mgeosync.disk;

import io.mgeosync.disk.linux.AlignedBuffer;
import io.mgeosync.disk.linux.UncachedFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Reads a part of a file front to back through one buffer, past the page cache if asked to and
 * where that is possible. Confined to one thread.
 */
public final class Sweep implements AutoCloseable {
  private static final int BUFFER_BYTES = 1 << 20;

  /** Where uncached reads begin and end: a multiple of every disk's sectors. */
  private static final int BLOCK_BYTES = 4096;

  private final FileChannel channel;
  private final long end;
  private final AlignedBuffer memory;
  private final ByteBuffer buffer;
  private @Nullable UncachedFile uncached;
  private long next;
  private int skip;

  /**
   * Opens a file, but no link.
   *
   * @param from the first byte that {@link #read} gives
   * @param length how many bytes will be read
   */
  public Sweep(Path file, long from, long length, boolean uncached) throws IOException {
    this.channel = FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
    this.uncached = uncached ? UncachedFile.open(file).orElse(null) : null;
    this.skip = (int) (from % BLOCK_BYTES);
    this.next = from - skip;
    this.end = blocksUpTo(from + length);
    this.memory = new AlignedBuffer((int) Math.min(BUFFER_BYTES, end - next), BLOCK_BYTES);
    this.buffer = memory.bytes().limit(0);
  }

  private static long blocksUpTo(long offset) {
    return Math.ceilDiv(offset, BLOCK_BYTES) * BLOCK_BYTES;
  }

  /**
   * The next bytes, valid until the next call.
   *
   * @param most how many at most
   * @return at least one; none only at the end of the file, or of what was asked for
   */
  public ByteBuffer read(int most) throws IOException {
    if (!buffer.hasRemaining()) {
      fill();
    }
    ByteBuffer bytes = buffer.slice(buffer.position(), Math.min(most, buffer.remaining()));
    buffer.position(buffer.position() + bytes.remaining());
    return bytes;
  }

  private void fill() throws IOException {
    buffer.clear().limit((int) Math.min(buffer.capacity(), end - next));
    int got = Math.max(0, fill(buffer));
    next += got;
    buffer.limit(got).position(Math.min(skip, got));
    skip = 0;
  }

  /** A file system may take the option and refuse the read; a bad disk refuses both. */
  private int fill(ByteBuffer into) throws IOException {
    if (Thread.currentThread().isInterrupted()) {
      throw new ClosedByInterruptException();
    }
    if (uncached != null && next % BLOCK_BYTES == 0) { // Elsewhere the file has ended.
      int got = uncached.read(into, next);
      if (got >= 0) {
        return got;
      }
      uncached.close();
      uncached = null;
    }
    return channel.read(into, next);
  }

  @Override
  public void close() throws IOException {
    if (uncached != null) {
      uncached.close();
    }
    memory.close();
    channel.close();
  }
}
