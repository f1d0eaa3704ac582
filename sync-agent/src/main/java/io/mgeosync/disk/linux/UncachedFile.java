package io.mgeosync.disk.linux;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A file whose bytes come from the disk itself and leave no trace in the page cache: O_DIRECT of
 * open(2).
 */
public final class UncachedFile implements AutoCloseable {
  private final LibC libc;
  private final int descriptor;

  private UncachedFile(LibC libc, int descriptor) {
    this.libc = libc;
    this.descriptor = descriptor;
  }

  /** Empty where the file system, or this machine, cannot read so. */
  public static Optional<UncachedFile> open(Path file) {
    return LibC.here().flatMap(libc -> open(libc, file));
  }

  private static Optional<UncachedFile> open(LibC libc, Path file) {
    int descriptor = libc.openDirect(file);
    return descriptor < 0 ? Optional.empty() : Optional.of(new UncachedFile(libc, descriptor));
  }

  /**
   * Fills the whole buffer, less only at the end of the file.
   *
   * @param into an {@link AlignedBuffer}'s; its position is left alone
   * @param offset a multiple of the buffer's alignment
   * @return how many bytes; 0 at the end, negative when it cannot be read so
   */
  public int read(ByteBuffer into, long offset) {
    return libc.read(descriptor, MemorySegment.ofBuffer(into), offset);
  }

  @Override
  public void close() {
    libc.close(descriptor);
  }
}
