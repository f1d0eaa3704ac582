package io.mgeosync.reconcile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a bad disk does. */
final class Damage {
  private Damage() {}

  /** One bit of a read-only file. */
  static void flip(Path file) {
    try {
      byte[] bytes = Files.readAllBytes(file);
      bytes[bytes.length / 2] ^= 1;
      if (!file.toFile().setWritable(true)) {
        throw new IOException("cannot be made writable");
      }
      Files.write(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
