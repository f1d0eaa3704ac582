package io.mgeosync.manifest.json;

import io.mgeosync.manifest.Manifest;

/** Writes and reads manifests as FORMAT.md describes them. */
public final class ManifestJson {
  private ManifestJson() {}

  /** The one canonical encoding: equal manifests give equal bytes. */
  public static EncodedManifest encode(Manifest manifest) {
    throw new UnsupportedOperationException("skeleton");
  }

  /** Reads untrusted bytes; refuses whatever breaks a rule of FORMAT.md, naming the rule. */
  public static EncodedManifest decode(byte[] bytes) {
    throw new UnsupportedOperationException("skeleton");
  }
}
