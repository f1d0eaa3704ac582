package io.mgeosync.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Lets tests damage sealed files, also when they don't run as root. */
public final class TestFiles {
  private TestFiles() {}

  /** The same file; its mode is changed only where that is needed to write it. */
  public static Path writable(Path file) throws IOException {
    if (!Files.isWritable(file)) {
      Modes.openFile(file);
    }
    return file;
  }
}
