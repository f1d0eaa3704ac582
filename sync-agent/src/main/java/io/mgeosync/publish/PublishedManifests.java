package io.mgeosync.publish;

import io.mgeosync.channel.Pin;
import io.mgeosync.manifest.BundleName;
import io.mgeosync.manifest.BundleVersion;
import io.mgeosync.manifest.Manifest;
import io.mgeosync.manifest.Refusal;
import io.mgeosync.manifest.json.EncodedManifest;
import io.mgeosync.manifest.json.ManifestJson;
import io.mgeosync.store.ObjectKey;
import io.mgeosync.store.StoreKeys;
import io.mgeosync.store.StoreReader;
import io.mgeosync.store.StoreReads;
import java.util.Optional;

/** The manifests that are in a store: where there is one, its version is published whole. */
final class PublishedManifests {
  // Some 100 bytes per chunk of a mebibyte: enough for bundles of several hundred gibibytes.
  private static final int MAX_BYTES = 64 << 20;

  private final StoreReader store;

  PublishedManifests(StoreReader store) {
    this.store = store;
  }

  /**
   * Empty when the version is not published.
   *
   * @throws Refusal when the manifest there belongs to another version
   */
  Optional<EncodedManifest> find(BundleName bundle, BundleVersion version) {
    ObjectKey key = StoreKeys.manifest(bundle, version);
    return StoreReads.readIfPresent(store, key, MAX_BYTES)
        .map(ManifestJson::decode)
        .map(found -> requireInPlace(found, bundle, version));
  }

  /**
   * The manifest of a version that must be there.
   *
   * @throws Refusal when it is not
   */
  EncodedManifest requireManifest(BundleName bundle, BundleVersion version) {
    return find(bundle, version)
        .orElseThrow(() -> PublishRefusals.notPublished(bundle, version, store.location()));
  }

  static Pin pin(EncodedManifest manifest) {
    return new Pin(manifest.manifest().bundle(), manifest.manifest().version(), manifest.digest());
  }

  private EncodedManifest requireInPlace(
      EncodedManifest found, BundleName bundle, BundleVersion version) {
    Manifest manifest = found.manifest();
    if (!manifest.bundle().equals(bundle) || !manifest.version().equals(version)) {
      ObjectKey key = StoreKeys.manifest(bundle, version);
      throw PublishRefusals.misplacedManifest(key, store.location(), manifest);
    }
    return found;
  }
}
