package io.mgeosync.reconcile;

/** How far the activation of a bundle's release has come. */
public enum ActivationPhase {
  /** No activation is going on. */
  STEADY,
  /** From before {@code current} moves until the reload hook has returned. */
  SWITCHING,
  /** The service was told to load the release and has not yet proven itself for long enough. */
  PROVING
}
