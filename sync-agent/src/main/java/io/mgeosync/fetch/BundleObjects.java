package io.mgeosync.fetch;

import io.mgeosync.channel.Pin;
import io.mgeosync.manifest.FileEntry;
import io.mgeosync.store.ByteRange;
import io.mgeosync.store.ObjectKey;
import io.mgeosync.store.ObjectMissingException;
import io.mgeosync.store.StoreKeys;
import io.mgeosync.store.StoreReader;
import io.mgeosync.store.StoredObject;
import java.io.InputStream;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The objects that hold a bundle's files, each as it was seen first. */
final class BundleObjects {
  /** From so many files on, one listing is cheaper than asking for each. */
  private static final int WORTH_LISTING = 3;

  private final StoreReader store;
  private final Pin pin;
  private final Map<ObjectKey, StoredObject> seen = new ConcurrentHashMap<>();

  BundleObjects(StoreReader store, Pin pin) {
    this.store = store;
    this.pin = pin;
  }

  /** Learns what can be learned in one go. */
  void expect(long files) {
    if (files >= WORTH_LISTING) {
      for (StoredObject object : store.list(StoreKeys.version(pin.bundle(), pin.version()))) {
        seen.put(object.key(), object);
      }
    }
  }

  ObjectKey key(FileEntry entry) {
    return StoreKeys.file(pin.bundle(), pin.version(), entry.path());
  }

  /**
   * Opens a range of a file's object.
   *
   * @throws CorruptObjectException when the object has not the file's size: then no byte is asked
   */
  InputStream open(FileEntry entry, ByteRange range) {
    StoredObject object = seen.computeIfAbsent(key(entry), this::find);
    if (object.size() != entry.size()) {
      throw new CorruptObjectException(
          object.key(),
          store.location(),
          new ByteRange(0, Math.max(1, entry.size())),
          "it has %d bytes and should have %d".formatted(object.size(), entry.size()));
    }
    return store.open(object, range);
  }

  private StoredObject find(ObjectKey key) {
    return store.find(key).orElseThrow(() -> new ObjectMissingException(key, store.location()));
  }

  /** The object was replaced; the next call asks the store what is there now. */
  void forget(FileEntry entry) {
    seen.remove(key(entry));
  }

  CorruptObjectException corrupt(Piece piece) {
    return new CorruptObjectException(
        key(piece.entry()),
        store.location(),
        piece.range(),
        "not the bytes of sha256 " + piece.chunk().sha256().shortHex());
  }

  String location() {
    return store.location();
  }
}
