package io.mgeosync.store;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Small objects, whole. */
public final class StoreReads {
  private StoreReads() {}

  /**
   * The bytes of an object that must be there.
   *
   * @param maxBytes refused beyond that, before any byte is read
   * @throws ObjectMissingException when it is not there
   * @throws ObjectTooLargeException when it is larger than {@code maxBytes}
   */
  public static byte[] readAll(StoreReader store, ObjectKey key, int maxBytes) {
    StoredObject object =
        store.find(key).orElseThrow(() -> new ObjectMissingException(key, store.location()));
    return readAll(store, object, maxBytes);
  }

  /** As {@link #readAll}, but empty when there is no such object. */
  public static Optional<byte[]> readIfPresent(StoreReader store, ObjectKey key, int maxBytes) {
    return store.find(key).map(object -> readAll(store, object, maxBytes));
  }

  /** The bytes of that very object. */
  public static byte[] readAll(StoreReader store, StoredObject object, int maxBytes) {
    if (object.size() > maxBytes) {
      throw new ObjectTooLargeException(object, maxBytes, store.location());
    }
    if (object.size() == 0) {
      return new byte[0];
    }
    try (InputStream in = store.open(object, new ByteRange(0, object.size()))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw refusal(store, object, e);
    }
  }

  private static StoreException refusal(StoreReader store, StoredObject object, IOException e) {
    if (e.getCause() instanceof StoreException known) {
      return known;
    }
    return new StoreUnavailableException(
        "reading " + object.key() + " from " + store.location() + " broke off",
        "try again; if it stays, look at the store and the network",
        e);
  }
}
