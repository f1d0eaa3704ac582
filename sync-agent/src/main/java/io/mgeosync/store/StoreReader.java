package io.mgeosync.store;

import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The side of a store that a GPU node holds. Nothing that comes out of it is believed: callers
 * check digests.
 *
 * <p><b>Failures</b> are {@link StoreException}s, and the kind says what to do: {@code UNAVAILABLE}
 * may be tried again (the store is away, slow, or a mount is missing), {@code MISSING} is proven
 * absence of the bucket, directory or object, {@code DENIED} is credentials or permissions, {@code
 * CONFIGURATION} is an address that cannot be right, {@code MISMATCH} is an answer to another
 * question. A store that is away never looks like one that is empty.
 *
 * <p><b>Deadlines:</b> every call, each read of a stream included, ends within the store's own
 * timeout for one request; a listing takes one for each page, twenty in all, and holds no more than
 * {@link Listing#OBJECTS_AT_MOST} objects. A stream ends, too, when it brings less than {@link
 * MinimumPace} asks for. Retries, where there are any, add up to {@link RetrySettings#maxDuration}.
 *
 * <p><b>Threads:</b> all methods may be called from several threads at once; a stream belongs to
 * one.
 */
public interface StoreReader extends AutoCloseable {

  /** Empty when there is no such object, a folder included; a store that cannot tell throws. */
  Optional<StoredObject> find(ObjectKey key);

  /**
   * Every object below {@code folder/}, however deep, sorted by key; {@code v1} never lists {@code
   * v10/…}. Empty when there is none. What is written or removed meanwhile may be in it or not.
   */
  List<StoredObject> list(ObjectKey folder);

  /**
   * The bytes of {@code range}, pinned to the object as it was found. The stream ends after exactly
   * {@code range.length()} bytes or throws an {@link java.io.IOException} (a {@link StoreException}
   * travels as its cause); it never ends early in silence. A stream that has thrown is dead: what
   * is still needed is asked for with a new call, by the reader, who knows what it has.
   *
   * @throws ObjectChangedException when the object was replaced since it was found; find it again
   * @throws ObjectMissingException when it is gone
   * @throws RangeIgnoredException when the answer holds other bytes than the range's
   */
  InputStream open(StoredObject object, ByteRange range);

  /**
   * The caller has proven that the bytes of this object are not the pinned ones. A reader of
   * several sources stops asking the one that gave it; then {@link #find} may give another object
   * for the same key. Where it gives an equal one, no other source has it. Elsewhere nothing
   * happens.
   */
  default void distrust(StoredObject object) {}

  /**
   * The caller has seen this object come much slower than others do. A reader of several sources
   * leaves the one that gave it alone for a while; elsewhere nothing happens.
   */
  default void tooSlow(StoredObject object) {}

  /**
   * What time it is by the store's own clock, as its last answer told; empty where it tells none.
   * For a hint to the operator whose clock is wrong, never for a decision: the answer is not
   * proven.
   */
  default Optional<Instant> storeTime() {
    return Optional.empty();
  }

  /** For messages: the store's URL without anything secret in it. */
  String location();

  /** Lets go of connections and threads; streams that are open may break. Never throws. */
  @Override
  void close();
}
