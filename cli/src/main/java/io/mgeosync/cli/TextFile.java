package io.mgeosync.cli;

import io.mgeosync.manifest.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A small file that the operator names. */
final class TextFile {
  private TextFile() {}

  /**
   * All of it, UTF-8.
   *
   * @throws Refusal when it cannot be read
   */
  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      throw unreadable(Refusal.Kind.MISSING, "there is no file " + file, e);
    } catch (IOException e) {
      throw unreadable(
          Refusal.Kind.CONFIGURATION,
          "%s cannot be read as UTF-8 text: %s".formatted(file, e.getMessage()),
          e);
    }
  }

  private static Refusal unreadable(Refusal.Kind kind, String reason, IOException cause) {
    return Refusal.of(kind, reason, "name a file that this user may read", cause);
  }
}
