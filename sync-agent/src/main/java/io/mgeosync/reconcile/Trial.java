package io.mgeosync.reconcile;

import java.util.Optional;

/** Whether the running service proves the release that {@code current} has just been moved to. */
interface Trial {

  /**
   * Waits until the service has proven it for long enough, or has failed to.
   *
   * @return why it did not, in one line; empty when it did
   * @throws InterruptedException when the agent is stopping: nothing is known then
   */
  Optional<String> failure() throws InterruptedException;

  /** Whether the last looks of the service prove it, without any wait. */
  boolean provenNow();
}
