package io.mgeosync.reconcile;

import io.mgeosync.manifest.Refusal;

/** What is known of the active release's bytes. */
public sealed interface Integrity {

  /** Not verified since the agent started. */
  record Unproven() implements Integrity {}

  /** Every byte was proven; {@link io.mgeosync.activate.ActiveRelease#verifiedAt()} says when. */
  record Proven() implements Integrity {}

  /** Proven wrong. */
  record Broken(String message) implements Integrity {}

  /**
   * Whether a verification that was refused proves the release wrong: it has other bytes, or has
   * lost its manifest. Otherwise it merely could not be done now.
   */
  static boolean isBrokenBy(Refusal refusal) {
    return refusal.kind() == Refusal.Kind.MISMATCH || refusal.kind() == Refusal.Kind.MISSING;
  }
}
