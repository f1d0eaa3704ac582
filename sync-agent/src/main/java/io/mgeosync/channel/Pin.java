package io.mgeosync.channel;

import io.mgeosync.manifest.BundleName;
import io.mgeosync.manifest.BundleVersion;
import io.mgeosync.manifest.digest.Digest;

/**
 * Exactly one bundle: what is believed when bytes arrive from the network.
 *
 * @param digest SHA-256 of the manifest's bytes
 */
public record Pin(BundleName bundle, BundleVersion version, Digest digest) {
  public Pin {
    if (digest.algorithm() != Digest.Algorithm.SHA256) {
      throw new IllegalArgumentException(
          "a pin needs the sha256 of the manifest: md5 does not stop an attacker");
    }
  }

  @Override
  public String toString() {
    return bundle + " " + version + " (" + digest.shortHex() + ")";
  }
}
