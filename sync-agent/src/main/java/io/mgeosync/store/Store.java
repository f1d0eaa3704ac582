package io.mgeosync.store;

import java.util.Set;

/** The writable side, for publishers and CI only. */
public interface Store extends StoreReader {

  /** What a store can promise; asked, never assumed from its kind. */
  enum Capability {
    /**
     * {@link Precondition.Absent} is decided by the store itself: of two racing writers one wins.
     */
    ATOMIC_IF_ABSENT,
    /** {@link Precondition.Unchanged} is decided by the store itself. */
    ATOMIC_IF_UNCHANGED
  }

  /**
   * Writes one object, whole or not at all: a reader sees the old bytes or the new ones. When this
   * throws, the object is as it was, or (after {@code UNAVAILABLE}) possibly the new one; never a
   * part.
   *
   * @return the object as it is now
   * @throws PreconditionFailedException when the precondition does not hold; nothing was written
   */
  StoredObject put(ObjectKey key, Content content, Precondition precondition);

  Set<Capability> capabilities();
}
