package io.mgeosync.fetch;

import io.mgeosync.channel.Pin;
import io.mgeosync.manifest.Manifest;
import io.mgeosync.manifest.Refusal;
import io.mgeosync.manifest.digest.Digest;
import io.mgeosync.manifest.json.EncodedManifest;
import io.mgeosync.manifest.json.ManifestJson;
import io.mgeosync.store.ObjectKey;
import io.mgeosync.store.ObjectMissingException;
import io.mgeosync.store.ObjectTooLargeException;
import io.mgeosync.store.StoreException;
import io.mgeosync.store.StoreKeys;
import io.mgeosync.store.StoreReader;
import io.mgeosync.store.StoreReads;
import io.mgeosync.store.StoredObject;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gets the manifest that a pin pins: its digest is checked before anything parses it. A source that
 * fails or lies is left for the next one, until the same object comes back.
 */
final class ManifestFetch {
  private static final Logger LOG = LoggerFactory.getLogger(ManifestFetch.class);

  private final StoreReader store;
  private final Pin pin;

  private ManifestFetch(StoreReader store, Pin pin) {
    this.store = store;
    this.pin = pin;
  }

  static EncodedManifest fetch(StoreReader store, Pin pin) {
    EncodedManifest encoded = ManifestJson.decode(new ManifestFetch(store, pin).pinnedBytes());
    Manifest manifest = encoded.manifest();
    if (!manifest.bundle().equals(pin.bundle()) || !manifest.version().equals(pin.version())) {
      throw new PinMismatchException(
          pin, store.location(), manifest.bundle() + " " + manifest.version());
    }
    return encoded;
  }

  private byte[] pinnedBytes() {
    StoredObject object = find(StoreKeys.manifest(pin.bundle(), pin.version()));
    while (true) {
      try {
        return pinnedBytes(object);
      } catch (PinMismatchException | ObjectTooLargeException e) {
        store.distrust(object);
        object = another(object, e);
      } catch (StoreException e) {
        object = another(object, e);
      }
    }
  }

  private byte[] pinnedBytes(StoredObject object) {
    byte[] bytes = StoreReads.readAll(store, object, ManifestJson.MAX_BYTES);
    Digest actual = Digest.sha256Of(bytes);
    if (!actual.equals(pin.digest())) {
      throw new PinMismatchException(pin, store.location(), actual.shortHex());
    }
    return bytes;
  }

  private StoredObject another(StoredObject failed, Refusal failure) {
    StoredObject found = find(failed.key());
    if (found.equals(failed)) {
      throw failure;
    }
    LOG.warn("{} is asked of another source: {}", failed.key(), failure.reason());
    return found;
  }

  private StoredObject find(ObjectKey key) {
    return store.find(key).orElseThrow(() -> new ObjectMissingException(key, store.location()));
  }
}
