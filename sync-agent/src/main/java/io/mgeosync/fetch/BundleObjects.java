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

/**
 * The objects that hold a bundle's files, each as it was found last. The manifest names them all,
 * so that nothing is ever listed: a node's key needs to read objects and no more. An object also
 * stands for the source that has it: who is failed by one forgets it, and the next source is asked.
 */
final class BundleObjects {
  /** More than there are sources: a sick store may have another object at each look. */
  private static final int TRIES = 12;

  private final StoreReader store;
  private final Pin pin;
  private final Map<ObjectKey, StoredObject> seen = new ConcurrentHashMap<>();

  BundleObjects(StoreReader store, Pin pin) {
    this.store = store;
    this.pin = pin;
  }

  ObjectKey key(FileEntry entry) {
    return StoreKeys.file(pin.bundle(), pin.version(), entry.path());
  }

  /**
   * The object to read a file from.
   *
   * @throws CorruptObjectException when no source has one of the file's size: then no byte is asked
   */
  StoredObject of(FileEntry entry) {
    StoredObject object = seen.computeIfAbsent(key(entry), this::find);
    for (int tries = 1; object.size() != entry.size(); tries++) {
      distrust(object);
      StoredObject next = seen.computeIfAbsent(key(entry), this::find);
      if (next.equals(object) || tries == TRIES) {
        throw wrongSize(object, entry);
      }
      object = next;
    }
    return object;
  }

  InputStream open(StoredObject object, ByteRange range) {
    return store.open(object, range);
  }

  private StoredObject find(ObjectKey key) {
    return store.find(key).orElseThrow(() -> new ObjectMissingException(key, store.location()));
  }

  /** It could not be read; unless another thread did so already, the store is asked again. */
  void forget(StoredObject object) {
    seen.remove(object.key(), object);
  }

  /** It comes much slower than others do. */
  void tooSlow(StoredObject object) {
    store.tooSlow(object);
    forget(object);
  }

  /** Its bytes are proven wrong. */
  void distrust(StoredObject object) {
    store.distrust(object);
    forget(object);
  }

  private CorruptObjectException wrongSize(StoredObject object, FileEntry entry) {
    return new CorruptObjectException(
        object.key(),
        store.location(),
        new ByteRange(0, Math.max(1, entry.size())),
        "it has %d bytes and should have %d".formatted(object.size(), entry.size()));
  }

  CorruptObjectException corrupt(ChunkRef piece) {
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
