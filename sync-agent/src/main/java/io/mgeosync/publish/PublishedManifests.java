package io.mgeosync.publish;

import io.mgeosync.channel.Pin;
import io.mgeosync.manifest.BundleName;
import io.mgeosync.manifest.BundleVersion;
import io.mgeosync.manifest.Manifest;
import io.mgeosync.manifest.json.EncodedManifest;
import io.mgeosync.manifest.json.ManifestJson;
import io.mgeosync.store.ObjectKey;
import io.mgeosync.store.StoreKeys;
import io.mgeosync.store.StoreReader;
import io.mgeosync.store.StoreReads;
import java.util.Optional;

/** The manifests that are in a store: where there is one, its version is published whole. */
final class PublishedManifests {
  private final StoreReader store;

  PublishedManifests(StoreReader store) {
    this.store = store;
  }

  /**
   * Empty when the version is not published.
   *
   * @throws MisplacedManifestException when the manifest there belongs to another version
   */
  Optional<EncodedManifest> find(BundleName bundle, BundleVersion version) {
    ObjectKey key = StoreKeys.manifest(bundle, version);
    if (store.find(key).isEmpty()) {
      return Optional.empty();
    }
    EncodedManifest found =
        ManifestJson.decode(StoreReads.readAll(store, key, ManifestJson.MAX_BYTES));
    Manifest manifest = found.manifest();
    if (!manifest.bundle().equals(bundle) || !manifest.version().equals(version)) {
      throw new MisplacedManifestException(key, store.location(), manifest);
    }
    return Optional.of(found);
  }

  /**
   * The manifest of a version that must be there.
   *
   * @throws NotPublishedException when it is not
   */
  EncodedManifest require(BundleName bundle, BundleVersion version) {
    return find(bundle, version)
        .orElseThrow(() -> new NotPublishedException(bundle, version, store.location()));
  }

  static Pin pin(EncodedManifest manifest) {
    return new Pin(manifest.manifest().bundle(), manifest.manifest().version(), manifest.digest());
  }
}
