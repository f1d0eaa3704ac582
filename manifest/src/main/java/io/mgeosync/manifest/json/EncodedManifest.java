package io.mgeosync.manifest.json;

import io.mgeosync.manifest.Manifest;
import io.mgeosync.manifest.digest.Digest;

/**
 * A manifest together with the very bytes that it was read from or written as. The digest of those
 * bytes is the bundle's identity.
 */
public final class EncodedManifest {
  private final Manifest manifest;
  private final byte[] bytes;
  private final Digest digest;

  EncodedManifest(Manifest manifest, byte[] bytes) {
    this.manifest = manifest;
    this.bytes = bytes.clone();
    this.digest = Digest.sha256Of(bytes);
  }

  public Manifest manifest() {
    return manifest;
  }

  public byte[] bytes() {
    return bytes.clone();
  }

  /** SHA-256 of {@link #bytes()}: the identity of the bundle. */
  public Digest digest() {
    return digest;
  }
}
