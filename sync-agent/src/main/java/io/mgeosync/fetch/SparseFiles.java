package io.mgeosync.fetch;

import io.mgeosync.disk.Modes;
import io.mgeosync.disk.linux.Reservation;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/**
 * Opens files at their final length, so that every chunk can be written at its own place; with the
 * room for all of it, where the file system can give that in advance.
 */
final class SparseFiles {
  private SparseFiles() {}

  static FileChannel open(Path file, long size) throws IOException {
    FileChannel channel =
        FileChannel.open(
            file,
            Set.of(
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                LinkOption.NOFOLLOW_LINKS),
            Modes.newFile());
    try {
      resize(channel, file, size);
      return channel;
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  private static void resize(FileChannel channel, Path file, long size) throws IOException {
    if (channel.size() > size) {
      channel.truncate(size);
    } else if (channel.size() < size) {
      channel.write(ByteBuffer.allocate(1), size - 1);
      Reservation.reserve(file, size);
    }
  }
}
