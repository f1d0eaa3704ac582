package io.mgeosync.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class BoundedCallsTest {
  @Test
  void aCallThatHangsForEverIsLeftBehindAndTheNextIsRefusedWithoutWaiting() throws Exception {
    CountDownLatch hang = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    try (BoundedCalls calls = new BoundedCalls("test", Duration.ofMillis(50))) {
      assertThatIllegalStateException()
          .isThrownBy(() -> calls.call(() -> waitFor(hang, ended), BoundedCallsTest::late));
      assertThatIllegalStateException()
          .isThrownBy(() -> calls.call(() -> "never asked", BoundedCallsTest::late));
      hang.countDown();
      ended.await();
    }
  }

  @Test
  void afterAnAnswerOrAFailureTheNextCallRunsAtOnce() {
    try (BoundedCalls calls = new BoundedCalls("test", Duration.ofSeconds(20))) {
      for (int i = 0; i < 1000; i++) {
        assertThat(calls.call(() -> "answer", BoundedCallsTest::late)).isEqualTo("answer");
      }
      assertThatIllegalArgumentException()
          .isThrownBy(() -> calls.call(BoundedCallsTest::fail, BoundedCallsTest::late));
      assertThat(calls.call(() -> "answer", BoundedCallsTest::late)).isEqualTo("answer");
    }
  }

  private static RuntimeException late() {
    return new IllegalStateException("late");
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
