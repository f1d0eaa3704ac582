package io.mgeosync.disk.linux;

import java.lang.foreign.Arena;
import java.nio.ByteBuffer;

/** Memory outside the heap that a disk may write to directly; given back at once when closed. */
public final class AlignedBuffer implements AutoCloseable {
  private final Arena arena = Arena.ofConfined();
  private final ByteBuffer bytes;

  /** For the calling thread alone, both in bytes. */
  public AlignedBuffer(int size, int alignment) {
    this.bytes = arena.allocate(size, alignment).asByteBuffer();
  }

  public ByteBuffer bytes() {
    return bytes;
  }

  @Override
  public void close() {
    arena.close();
  }
}
