package io.mgeosync.channel;

import io.mgeosync.store.StoreUnavailableException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** The waits of a writer among others. */
interface Pauses {
  /** As long as another writer may be between its look and its write. */
  Duration SETTLE = Duration.ofSeconds(1);

  Duration STEP = Duration.ofMillis(200);

  Pauses REAL = duration -> Thread.sleep(duration);

  void sleep(Duration duration) throws InterruptedException;

  /** Longer from one lost race to the next, and never as long as the one who won. */
  default void afterLost(int attempt) {
    wait(STEP.multipliedBy(attempt).dividedBy(2).plusMillis(jitter(STEP.toMillis() * attempt)));
  }

  default void settle() {
    wait(SETTLE);
  }

  private void wait(Duration duration) {
    try {
      sleep(duration);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreUnavailableException(
          "the change of a channel was interrupted", "look at the channel, then run it again", e);
    }
  }

  private static long jitter(long millis) {
    return ThreadLocalRandom.current().nextLong(millis + 1);
  }
}
