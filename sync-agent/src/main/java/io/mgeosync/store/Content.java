package io.mgeosync.store;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Bytes to be written, openable more than once so that a write can be retried.
 *
 * @param size in bytes, exactly what every opened stream yields
 */
public record Content(long size, Opener opener) {

  /** Opens the bytes from their start. */
  @FunctionalInterface
  public interface Opener {
    InputStream open() throws IOException;
  }

  public static Content of(byte[] bytes) {
    byte[] copy = bytes.clone();
    return new Content(copy.length, () -> new ByteArrayInputStream(copy));
  }

  public static Content of(Path file, long size) {
    return new Content(size, () -> Files.newInputStream(file));
  }
}
