package io.mgeosync.reconcile;

import io.mgeosync.verify.StatFingerprint;

/** What is known of the active release's bytes. */
public sealed interface Integrity {

  /** Not verified since the agent started. */
  record Unproven() implements Integrity {}

  /**
   * Every byte was proven; {@link io.mgeosync.activate.ActiveRelease#verifiedAt()} says when.
   *
   * @param seen how the files looked then: whoever touches one changes it
   */
  record Proven(StatFingerprint seen) implements Integrity {}

  /** Proven wrong. */
  record Broken(String message) implements Integrity {}
}
