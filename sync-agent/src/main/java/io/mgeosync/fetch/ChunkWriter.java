package io.mgeosync.fetch;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Takes chunks in, digest and write in one pass, through one small buffer. One thread each. */
final class ChunkWriter {
  /** Where a chunk's bytes come from, in order. */
  @FunctionalInterface
  interface Source {
    /** Negative when there are no more. */
    int read(ByteBuffer into) throws IOException;
  }

  /** Where a chunk's bytes go, in order; offsets are within the file. */
  @FunctionalInterface
  interface Sink {
    void write(ByteBuffer bytes, long offset);
  }

  private static final int BUFFER_BYTES = 256 * 1024;

  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);

  /**
   * Writes the chunk to its place and says whether it is the right one.
   *
   * @throws IOException when the source fails; what the sink throws comes out as it is
   */
  boolean writeChunk(ChunkRef piece, Source source, Sink sink) throws IOException {
    Sha256 sha256 = new Sha256();
    int done = 0;
    while (done < piece.chunk().size()) {
      buffer.clear().limit(Math.min(BUFFER_BYTES, piece.chunk().size() - done));
      if (!fillBuffer(source)) {
        return false;
      }
      buffer.flip();
      sha256.add(buffer);
      int size = buffer.remaining();
      sink.write(buffer, piece.offset() + done);
      done += size;
    }
    return sha256.finish().equals(piece.chunk().sha256());
  }

  /** A network gives a few KiB at a time; each write to the disk costs a system call and a lock. */
  private boolean fillBuffer(Source source) throws IOException {
    while (buffer.hasRemaining()) {
      if (source.read(buffer) < 0) {
        return false;
      }
    }
    return true;
  }

  /** Only looks whether the source has the right chunk. */
  boolean checkChunk(ChunkRef piece, Source source) throws IOException {
    return writeChunk(piece, source, (bytes, offset) -> {});
  }
}
