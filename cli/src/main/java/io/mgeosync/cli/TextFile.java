package io.mgeosync.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A small file that the operator names. */
final class TextFile {
  private TextFile() {}

  /**
   * All of it, UTF-8.
   *
   * @throws UnreadableException when it cannot be read
   */
  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UnreadableException(file, e);
    }
  }
}
