package io.mgeosync.store;

/** What must hold at the moment of a write. */
public sealed interface Precondition {
  /** Write in any case. */
  record None() implements Precondition {}

  /** Write only where there is no object yet. */
  record Absent() implements Precondition {}

  /** Write only over this very object. */
  record Unchanged(StoredObject expected) implements Precondition {}
}
