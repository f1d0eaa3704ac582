package io.mgeosync.store;

import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/**
 * The side of a store that a GPU node holds. Nothing that comes out of it is believed: callers
 * check digests.
 *
 * <p>Every call ends within the store's own deadline. Failures are {@link StoreException}s: {@code
 * UNAVAILABLE} ones may be retried, the others not. All methods may be called from several threads
 * at once.
 */
public interface StoreReader extends AutoCloseable {

  /** Empty when there is no such object; a store that cannot tell throws instead. */
  Optional<StoredObject> find(ObjectKey key);

  /**
   * Every object below {@code folder/}, however deep, sorted by key; {@code v1} never lists {@code
   * v10/…}.
   */
  List<StoredObject> list(ObjectKey folder);

  /**
   * The bytes of {@code range}, pinned to the object as it was found. The stream ends after exactly
   * {@code range.length()} bytes or throws an {@link java.io.IOException} (a {@link StoreException}
   * travels as its cause).
   *
   * @throws ObjectChangedException when the object was replaced since it was found
   * @throws ObjectMissingException when it is gone
   */
  InputStream open(StoredObject object, ByteRange range);

  /** For messages: the store's URL without anything secret in it. */
  String location();

  @Override
  void close();
}
