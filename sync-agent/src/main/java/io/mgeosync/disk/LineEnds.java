package io.mgeosync.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Keeps the lines of an append-only file apart, also after a crash in mid-line. */
final class LineEnds {
  private LineEnds() {}

  /** Whether the file's last line lacks its line feed. */
  static boolean endsOpen(FileChannel file) throws IOException {
    if (file.size() == 0) {
      return false;
    }
    ByteBuffer last = ByteBuffer.allocate(1);
    file.read(last, file.size() - 1);
    return last.get(0) != '\n';
  }

  static byte[] framed(byte[] line, boolean afterOpenLine) {
    ByteBuffer framed = ByteBuffer.allocate(line.length + (afterOpenLine ? 2 : 1));
    if (afterOpenLine) {
      framed.put((byte) '\n');
    }
    return framed.put(line).put((byte) '\n').array();
  }
}
