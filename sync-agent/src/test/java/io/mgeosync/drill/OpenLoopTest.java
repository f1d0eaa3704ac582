package io.mgeosync.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.mgeosync.base.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Nothing here depends on how fast the machine is: times are those that were due. */
@Timeout(60)
final class OpenLoopTest {
  private static final double ONE_IN_AN_HOUR = 1.0 / 3600;

  @Test
  void requests_areDueAtEqualDistances() {
    var due = new ArrayList<Long>();
    var numbers = new ArrayList<Long>();
    OpenLoop.run(
        5,
        1000,
        (number, at) -> {
          numbers.add(number);
          due.add(at);
          return () -> {};
        });

    assertThat(numbers).containsExactly(0L, 1L, 2L, 3L, 4L);
    assertThat(due).containsExactly(0L, 1_000_000L, 2_000_000L, 3_000_000L, 4_000_000L);
  }

  @Test
  void request_isNeverMadeBeforeItIsDue() throws Exception {
    var early = new AtomicInteger();
    var made = new CountDownLatch(20);
    Deadline first = Deadline.after(Duration.ofMillis(20));
    OpenLoop loop =
        OpenLoop.start(
            first,
            500,
            (number, due) -> {
              if (first.leftNanos() + due > 0) {
                early.incrementAndGet();
              }
              made.countDown();
              return () -> {};
            });
    made.await();
    loop.close();

    assertThat(early).hasValue(0);
  }

  @Test
  void serviceThatDoesNotAnswer_isAskedOn() throws Exception {
    var asked = new CountDownLatch(20);
    var answer = new CountDownLatch(1);
    var answered = new AtomicInteger();
    var made = new AtomicInteger();
    OpenLoop loop =
        OpenLoop.start(
            Deadline.now(),
            1000,
            (number, due) -> {
              made.incrementAndGet();
              return () -> {
                asked.countDown();
                awaitUninterruptibly(answer);
                answered.incrementAndGet();
              };
            });
    asked.await();
    assertThat(answered).hasValue(0);
    loop.stop();
    answer.countDown();
    loop.close();

    assertThat(answered).hasValue(made.get());
  }

  @Test
  void source_isCalledByOneThread() {
    List<Thread> threads = new ArrayList<>();
    OpenLoop.run(
        10,
        1000,
        (number, due) -> {
          threads.add(Thread.currentThread());
          return () -> {};
        });

    assertThat(threads).hasSize(10).containsOnly(Thread.currentThread());
  }

  @Test
  void close_doesNotWaitForTheNextRequest() throws Exception {
    var made = new CountDownLatch(1);
    var count = new AtomicInteger();
    OpenLoop loop =
        OpenLoop.start(
            Deadline.now(),
            ONE_IN_AN_HOUR,
            (number, due) -> {
              count.incrementAndGet();
              made.countDown();
              return () -> {};
            });
    made.await();
    loop.close();

    assertThat(count).hasValue(1);
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
