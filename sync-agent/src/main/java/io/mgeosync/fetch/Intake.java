package io.mgeosync.fetch;

import io.mgeosync.manifest.digest.Digest;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Takes chunks in, digest and write in one pass, through one small buffer. One thread each. */
final class Intake {
  /** Where a chunk's bytes come from, in order. */
  @FunctionalInterface
  interface Source {
    /** Negative when there are no more. */
    int read(ByteBuffer into) throws IOException;
  }

  private static final int BUFFER_BYTES = 256 * 1024;

  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);

  /**
   * Writes the chunk to its place and says whether it is the right one.
   *
   * @throws IOException when the source fails; a failing disk throws a Refusal
   */
  boolean take(Piece piece, Source source, StagedFile file) throws IOException {
    return pass(piece, source, (bytes, done) -> file.write(bytes, piece.offset() + done));
  }

  /** Only looks whether the source has the right chunk. */
  boolean check(Piece piece, Source source) throws IOException {
    return pass(piece, source, (bytes, done) -> {});
  }

  @FunctionalInterface
  private interface Sink {
    void accept(ByteBuffer bytes, int done);
  }

  private boolean pass(Piece piece, Source source, Sink sink) throws IOException {
    Sha256 sha256 = new Sha256();
    int done = 0;
    while (done < piece.chunk().size()) {
      buffer.clear().limit(Math.min(BUFFER_BYTES, piece.chunk().size() - done));
      int got = source.read(buffer);
      if (got < 0) {
        return false;
      }
      buffer.flip();
      sha256.add(buffer);
      sink.accept(buffer, done);
      done += got;
    }
    Digest actual = sha256.finish();
    return actual.equals(piece.chunk().sha256());
  }
}
