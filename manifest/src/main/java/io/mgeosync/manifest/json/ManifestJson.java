package io.mgeosync.manifest.json;

import io.mgeosync.manifest.InvalidManifestException;
import io.mgeosync.manifest.Manifest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;

/** Writes and reads manifests as FORMAT.md describes them. */
public final class ManifestJson {
  /** No manifest is larger; whoever fetches one may stop reading here. In bytes. */
  public static final int MAX_BYTES = 64 * 1024 * 1024;

  private ManifestJson() {}

  /**
   * The one canonical encoding: equal manifests give equal bytes.
   *
   * @throws InvalidManifestException when it would be larger than {@link #MAX_BYTES}
   */
  public static EncodedManifest encode(Manifest manifest) {
    byte[] bytes = ManifestWriter.write(manifest);
    requireSize(bytes);
    return new EncodedManifest(manifest, bytes);
  }

  /**
   * Reads untrusted bytes.
   *
   * @throws InvalidManifestException naming the rule of FORMAT.md that they break
   */
  public static EncodedManifest decode(byte[] bytes) {
    requireSize(bytes);
    try (var reader = new StrictReader(bytes)) {
      var encoded = new EncodedManifest(parse(reader), bytes);
      requireCanonical(encoded.manifest(), bytes);
      return encoded;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Manifest parse(StrictReader reader) {
    try {
      return new ManifestReader(reader).read();
    } catch (IOException e) {
      throw reader.explain(e);
    }
  }

  private static void requireSize(byte[] bytes) {
    if (bytes.length > MAX_BYTES) {
      throw new InvalidManifestException(
          "too-large", "/", "%d bytes, at most %d are read".formatted(bytes.length, MAX_BYTES));
    }
  }

  /** One meaning has one spelling, and so one identity. */
  private static void requireCanonical(Manifest manifest, byte[] bytes) {
    if (!Arrays.equals(ManifestWriter.write(manifest), bytes)) {
      throw new InvalidManifestException("not-canonical", "/", "the JSON is not in canonical form");
    }
  }
}
