package io.mgeosync.reconcile;

/** What is known of the active release's bytes. */
public sealed interface Integrity {

  /** Not verified since the agent started. */
  record Unproven() implements Integrity {}

  /** Every byte was proven; {@link io.mgeosync.activate.ActiveRelease#verifiedAt()} says when. */
  record Proven() implements Integrity {}

  /** Proven wrong. */
  record Broken(String message) implements Integrity {}
}
