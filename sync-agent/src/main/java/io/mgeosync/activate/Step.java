package io.mgeosync.activate;

/** The steps of an activation, in order. Between any two of them the machine may die. */
enum Step {
  /** The journal tells that the service has yet to prove the release; with an agent only. */
  BEGIN,
  /** Files and inner folders become read-only. */
  SEAL,
  /** staging/… becomes releases/…: the release exists. */
  MOVE,
  /** The release's own folder becomes read-only; before the move that would forbid the move. */
  SEAL_ROOT,
  /** {@code current} names the release. */
  SWITCH,
  /** The journal tells of it. */
  RECORD,
  /** The journal tells that the service has proven it; with an agent only. */
  COMMIT,
  DONE
}
