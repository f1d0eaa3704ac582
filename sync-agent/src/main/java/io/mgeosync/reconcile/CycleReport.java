package io.mgeosync.reconcile;

import io.mgeosync.manifest.Refusal;
import java.time.Instant;
import java.util.Optional;

/**
 * What one cycle decided and did, in one sentence.
 *
 * @param problem why the node could not get to where it should be; empty after a success
 */
public record CycleReport(Instant at, Outcome outcome, String sentence, Optional<Refusal> problem) {

  /** The names are part of the API: metrics and JSON use them in lower case. */
  public enum Outcome {
    /** The active release is the desired one and intact. */
    UNCHANGED,
    /** Another release was activated. */
    SWITCHED,
    /** A fresh copy replaced a damaged release. */
    REPAIRED,
    /** Another release was activated and failed here; the one before is active again. */
    ROLLED_BACK,
    /** Something was in the way: what was active is still active. */
    KEPT
  }

  public boolean success() {
    return problem.isEmpty();
  }
}
