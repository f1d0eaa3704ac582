package io.mgeosync.store;

import io.mgeosync.manifest.digest.Digest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Bytes to be written, openable more than once so that a write can be retried.
 *
 * @param size in bytes, exactly what every opened stream yields
 * @param sha256 of the bytes, where the writer knows it: a store may record it beside the object,
 *     so that {@link Store#holds} can tell later without reading them
 */
public record Content(long size, Optional<Digest> sha256, Opener opener) {

  /** Opens the bytes from their start. */
  @FunctionalInterface
  public interface Opener {
    InputStream open() throws IOException;
  }

  public Content(long size, Opener opener) {
    this(size, Optional.empty(), opener);
  }

  public static Content of(byte[] bytes) {
    byte[] copy = bytes.clone();
    return new Content(copy.length, () -> new ByteArrayInputStream(copy));
  }

  public static Content of(Path file, long size) {
    return new Content(size, () -> Files.newInputStream(file));
  }
}
