package io.mgeosync.store;

import io.mgeosync.manifest.digest.Digest;
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
   * Writes one object, whole or not at all, folders above it included: a reader sees the old bytes
   * or the new ones. When this returns, the store holds the object durably.
   *
   * <p>When it throws, the object is as it was; only after {@code UNAVAILABLE} may it also be the
   * new one, because the answer was lost. So a repeated conditional write can fail on its own first
   * attempt: after {@link PreconditionFailedException} a caller compares what is there with what it
   * wrote. A crash leaves at most temporary files or unfinished uploads, which no reader sees.
   *
   * <p>Where a {@linkplain #lacking capability is lacking}, its precondition is checked just before
   * the write, and two writers who race may both win.
   *
   * @return the object as it is now
   * @throws PreconditionFailedException when the precondition does not hold; nothing was written
   * @throws ContentUnreadableException when the bytes to be written cannot be read here
   */
  StoredObject put(ObjectKey key, Content content, Precondition precondition);

  /**
   * What this store has proven that it can promise. A server has to be asked to know, and is asked
   * by the first conditional write: before that the set may lack what is there.
   */
  Set<Capability> capabilities();

  /**
   * What this store has shown that it cannot promise. Empty before it was asked, and always for a
   * server that was never reached: not known is not the same as not there.
   */
  Set<Capability> lacking();

  /**
   * Finds out whether the store decides preconditions itself, where that is not known yet. A store
   * that does so has nothing written to it; on another one a small object at {@code scratch} may
   * stay behind.
   */
  default void learnPreconditions(ObjectKey scratch) {}

  /**
   * Whether this very object is proven to have these bytes: by what was recorded when it was
   * written, or by reading it where that costs little. False where the store cannot tell.
   */
  boolean holds(StoredObject object, Digest sha256);
}
