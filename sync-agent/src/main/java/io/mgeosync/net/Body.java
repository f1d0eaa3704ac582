package io.mgeosync.net;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** Reads an answer's body in each of the three ways in which its end is told. */
final class Body {
  private static final int LONGEST_SIZE_LINE = 4096;
  private static final int LONGEST_TRAILER = 16 * 1024;

  private final InputStream in;
  private final int limit;

  Body(InputStream in, int limit) {
    this.in = in;
    this.limit = limit;
  }

  byte[] readExactly(long length) throws IOException {
    requireRoom(length);
    byte[] bytes = in.readNBytes((int) length);
    if (bytes.length < length) {
      throw new EOFException("%d of %d bytes came".formatted(bytes.length, length));
    }
    return bytes;
  }

  byte[] readToEnd() throws IOException {
    byte[] bytes = in.readNBytes(limit + 1);
    requireRoom(bytes.length);
    return bytes;
  }

  byte[] readChunks() throws IOException {
    var whole = new ByteArrayOutputStream();
    for (long size = size(); size > 0; size = size()) {
      requireRoom(whole.size() + size);
      whole.writeBytes(readExactly(size));
      if (!new Lines(in, 2).next().isEmpty()) {
        throw new OddAnswerException("a chunk is longer than it says");
      }
    }
    var trailer = new Lines(in, LONGEST_TRAILER);
    for (String line = trailer.next(); !line.isEmpty(); line = trailer.next()) {
      // What a server adds behind its answer is not needed here.
    }
    return whole.toByteArray();
  }

  private long size() throws IOException {
    String line = new Lines(in, LONGEST_SIZE_LINE).next();
    int extension = line.indexOf(';');
    String size = (extension < 0 ? line : line.substring(0, extension)).strip();
    if (!size.matches("[0-9A-Fa-f]{1,15}")) {
      throw new OddAnswerException("a chunk has no size");
    }
    return Long.parseLong(size, 16);
  }

  private void requireRoom(long bytes) throws OddAnswerException {
    if (bytes > limit) {
      throw new OddAnswerException.TooLarge();
    }
  }
}
