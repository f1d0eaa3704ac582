package io.mgeosync.fetch;

import io.mgeosync.channel.Pin;
import io.mgeosync.manifest.Manifest;
import io.mgeosync.manifest.digest.Digest;
import io.mgeosync.manifest.json.EncodedManifest;
import io.mgeosync.manifest.json.ManifestJson;
import io.mgeosync.store.StoreKeys;
import io.mgeosync.store.StoreReader;
import io.mgeosync.store.StoreReads;

/** Gets the manifest that a pin pins: its digest is checked before anything parses it. */
final class ManifestFetch {
  private ManifestFetch() {}

  static EncodedManifest fetch(StoreReader store, Pin pin) {
    byte[] bytes =
        StoreReads.readAll(
            store, StoreKeys.manifest(pin.bundle(), pin.version()), ManifestJson.MAX_BYTES);
    Digest actual = Digest.sha256Of(bytes);
    if (!actual.equals(pin.digest())) {
      throw new PinMismatchException(pin, store.location(), actual.shortHex());
    }
    EncodedManifest encoded = ManifestJson.decode(bytes);
    Manifest manifest = encoded.manifest();
    if (!manifest.bundle().equals(pin.bundle()) || !manifest.version().equals(pin.version())) {
      throw new PinMismatchException(
          pin, store.location(), manifest.bundle() + " " + manifest.version());
    }
    return encoded;
  }
}
