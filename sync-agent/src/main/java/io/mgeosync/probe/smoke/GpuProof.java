package io.mgeosync.probe.smoke;

import io.mgeosync.probe.ProbeResult;
import java.time.Duration;

/** Whether a smoke whose answers were right ran where it should. */
public interface GpuProof {

  /** For a service that may answer from wherever it likes. */
  GpuProof NOT_ASKED =
      new GpuProof() {
        @Override
        public Trial begin(Burst burst) {
          return (smoked, patience) -> smoked;
        }

        @Override
        public boolean doubts() {
          return false;
        }
      };

  /**
   * Before the first case is asked.
   *
   * @param burst asks the cases again, when that should be needed
   */
  Trial begin(Burst burst);

  /** Whether a good smoke of before must not be repeated without asking again. */
  boolean doubts();

  /** One smoke; it is either judged or abandoned. */
  @FunctionalInterface
  interface Trial {
    /**
     * Turns a good smoke into a better or a worse one.
     *
     * @param patience for how long this may be waited for
     */
    ProbeResult judge(ProbeResult.Good smoked, Duration patience) throws InterruptedException;

    /** For a smoke that was not good. */
    default void abandon() {}
  }

  /** Many smokes, one after another. */
  @FunctionalInterface
  interface Burst {
    /**
     * Asks until the time and the answers are enough, or the time is up, or an answer is not right.
     *
     * @return how many answers were right; 0 when it could not be asked
     */
    int askCases(Duration atLeast, int answers, Duration atMost) throws InterruptedException;
  }
}
