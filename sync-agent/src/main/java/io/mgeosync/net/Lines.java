package io.mgeosync.net;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The lines of a protocol's text, of a limited size in all. */
final class Lines {
  private final InputStream in;
  private int left;

  Lines(InputStream in, int limit) {
    this.in = in;
    this.left = limit;
  }

  /** One line without its end. */
  String next() throws IOException {
    var line = new ByteArrayOutputStream();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("the connection was closed");
      }
      if (left-- == 0) {
        throw new OddAnswerException("its header is endless");
      }
      line.write(next);
    }
    String text = line.toString(StandardCharsets.ISO_8859_1);
    return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
  }
}
