package io.mgeosync.manifest.json;

import io.mgeosync.manifest.InvalidManifestException;
import io.mgeosync.manifest.Manifest;
import io.mgeosync.manifest.Rule;
import java.util.Arrays;

/** Writes and reads manifests as FORMAT.md describes them. */
public final class ManifestJson {
  /** No manifest is larger; a reader that fetches one may stop here. In bytes. */
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
    Manifest manifest = ManifestReader.read(bytes, Preflight.version(bytes));
    requireCanonical(manifest, bytes);
    return new EncodedManifest(manifest, bytes);
  }

  private static void requireSize(byte[] bytes) {
    if (bytes.length > MAX_BYTES) {
      throw new InvalidManifestException(
          Rule.TOO_LARGE, "/", "%d bytes, at most %d are read".formatted(bytes.length, MAX_BYTES));
    }
  }

  /** One meaning has one spelling, and so one identity. */
  private static void requireCanonical(Manifest manifest, byte[] bytes) {
    int difference = Arrays.mismatch(ManifestWriter.write(manifest), bytes);
    if (difference >= 0) {
      throw new InvalidManifestException(
          Rule.NOT_CANONICAL, "byte " + difference, "here the canonical encoding differs");
    }
  }
}
