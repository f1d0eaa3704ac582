package io.mgeosync.fetch;

import io.mgeosync.channel.Pin;
import io.mgeosync.disk.WorkInterruptedException;
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
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gets the manifest that a pin pins: its digest is checked before anything parses it. A source that
 * fails or lies is left for the next one, until the same object comes back or the tries are over: a
 * sick store may have another object at each look.
 */
final class ManifestFetch {
  private static final Logger LOG = LoggerFactory.getLogger(ManifestFetch.class);

  /** More than there are sources. */
  private static final int TRIES = 12;

  /** So many sources are asked without a wait; after them each wait is twice the one before. */
  private static final int AT_ONCE = 3;

  private static final int MAX_DELAY_FACTOR = 16;

  private final StoreReader store;
  private final Pin pin;
  private final Duration firstDelay;

  private ManifestFetch(StoreReader store, Pin pin, Duration firstDelay) {
    this.store = store;
    this.pin = pin;
    this.firstDelay = firstDelay;
  }

  /**
   * @param firstDelay before a source is asked that may be the same again; doubles after that
   */
  static EncodedManifest fetch(StoreReader store, Pin pin, Duration firstDelay) {
    ManifestFetch fetch = new ManifestFetch(store, pin, firstDelay);
    EncodedManifest encoded = ManifestJson.decode(fetch.pinnedBytes());
    Manifest manifest = encoded.manifest();
    if (!manifest.bundle().equals(pin.bundle()) || !manifest.version().equals(pin.version())) {
      throw new PinMismatchException(
          pin, store.location(), manifest.bundle() + " " + manifest.version());
    }
    return encoded;
  }

  private byte[] pinnedBytes() {
    StoredObject object = find(StoreKeys.manifest(pin.bundle(), pin.version()));
    for (int tries = 1; ; tries++) {
      try {
        return pinnedBytes(object);
      } catch (PinMismatchException | ObjectTooLargeException e) {
        store.distrust(object);
        object = another(object, e, tries);
      } catch (StoreException e) {
        object = another(object, e, tries);
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

  private StoredObject another(StoredObject failed, Refusal failure, int tries) {
    if (tries == TRIES) {
      throw failure;
    }
    pause(tries);
    StoredObject found = find(failed.key());
    if (found.equals(failed)) {
      throw failure;
    }
    LOG.warn("{} is asked of another source: {}", failed.key(), failure.reason());
    return found;
  }

  private void pause(int tries) {
    if (tries < AT_ONCE) {
      return;
    }
    try {
      Thread.sleep(firstDelay.multipliedBy(Math.min(1L << (tries - AT_ONCE), MAX_DELAY_FACTOR)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new WorkInterruptedException("fetching the manifest of " + pin);
    }
  }

  private StoredObject find(ObjectKey key) {
    return store.find(key).orElseThrow(() -> new ObjectMissingException(key, store.location()));
  }
}
