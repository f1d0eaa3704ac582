package io.mgeosync.store.dir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.mgeosync.store.StoreUnavailableException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Phaser;
import org.junit.jupiter.api.Test;

final class MountCallsTest {
  private static final Duration SHORT = Duration.ofMillis(20);

  private final MountCalls calls = new MountCalls("file:///mnt/models", SHORT);

  private void hang(CountDownLatch until, Phaser returned) {
    returned.register();
    assertThatExceptionOfType(StoreUnavailableException.class)
        .isThrownBy(
            () ->
                calls.run(
                    () -> {
                      awaitQuietly(until);
                      returned.arriveAndDeregister();
                      return "late";
                    }))
        .withMessageContaining("does not answer");
  }

  private static void awaitQuietly(CountDownLatch latch) throws IOException {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  @Test
  void hungCallsNeverPileUpAndNewOnesAreRefusedAtOnce() throws IOException {
    CountDownLatch server = new CountDownLatch(1);
    Phaser returned = new Phaser(1);
    for (int i = 0; i < MountCalls.MAX_HUNG; i++) {
      hang(server, returned);
    }
    assertThatExceptionOfType(StoreUnavailableException.class)
        .isThrownBy(() -> calls.run(() -> "never run"))
        .withMessageContaining("%d earlier calls still hang", MountCalls.MAX_HUNG);
    server.countDown();
    returned.arriveAndAwaitAdvance();
    assertThat(firstAnswer()).as("the mount answers again").isEqualTo("now");
  }

  /** A call that returned is counted as such a moment after its last statement. */
  private String firstAnswer() throws IOException {
    while (true) {
      try {
        return calls.run(() -> "now");
      } catch (StoreUnavailableException e) {
        Thread.onSpinWait();
      }
    }
  }

  @Test
  void aCallsOwnFailureComesOutAsItIs() {
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(
            () ->
                calls.run(
                    () -> {
                      throw new IOException("Stale file handle");
                    }))
        .withMessage("Stale file handle");
  }
}
