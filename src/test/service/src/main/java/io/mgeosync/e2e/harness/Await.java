package io.mgeosync.e2e.harness;

import java.io.IOException;
import java.time.Duration;

/** Waits for what another process does, which can only be seen by asking again. */
public final class Await {
  private static final long PAUSE_MILLIS = 50;

  private Await() {}

  /** A question to the outside; an {@link IOException} counts as "not yet". */
  public interface Question {
    boolean holds() throws IOException;
  }

  /**
   * Asks until the answer is yes.
   *
   * @throws IllegalStateException naming {@code what} if it does not hold within {@code deadline}
   */
  public static void until(String what, Duration deadline, Question question) {
    long end = System.nanoTime() + deadline.toNanos();
    while (!holds(question)) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException(
            "waited " + deadline.toSeconds() + " s in vain until " + what);
      }
      pause();
    }
  }

  private static boolean holds(Question question) {
    try {
      return question.holds();
    } catch (IOException notYet) {
      return false;
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting", e);
    }
  }
}
