package io.mgeosync.channel.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class DeadlineTest {
  private static final Supplier<RuntimeException> LATE = () -> new IllegalStateException("late");

  @Test
  void aCallThatHangsForEverIsLeftBehindAndTheNextIsRefusedWithoutWaiting() throws Exception {
    CountDownLatch hang = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    try (Deadline deadline = new Deadline("test", Duration.ofMillis(50))) {
      assertThatIllegalStateException()
          .isThrownBy(() -> deadline.call(() -> waitFor(hang, ended), LATE));
      assertThatIllegalStateException()
          .isThrownBy(() -> deadline.call(() -> "never asked", LATE));
      hang.countDown();
      ended.await();
    }
  }

  @Test
  void afterAnAnswerOrAFailureTheNextCallRunsAtOnce() {
    try (Deadline deadline = new Deadline("test", Duration.ofSeconds(20))) {
      for (int i = 0; i < 1000; i++) {
        assertThat(deadline.call(() -> "answer", LATE)).isEqualTo("answer");
      }
      assertThatIllegalArgumentException().isThrownBy(() -> deadline.call(() -> fail(), LATE));
      assertThat(deadline.call(() -> "answer", LATE)).isEqualTo("answer");
    }
  }

  private static String fail() {
    throw new IllegalArgumentException("wrong");
  }

  private static String waitFor(CountDownLatch hang, CountDownLatch ended) {
    try {
      hang.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    } finally {
      ended.countDown();
    }
    return "too late";
  }
}
