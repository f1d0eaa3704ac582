package io.mgeosync.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

final class WorkersTest {
  @Test
  void neverMoreTasksAtATimeThanAllowed() {
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    Runnable task =
        () -> {
          most.accumulateAndGet(running.incrementAndGet(), Math::max);
          LockSupport.parkNanos(100_000);
          running.decrementAndGet();
        };
    Workers.runAll("work", 3, Collections.nCopies(200, task));
    assertThat(most.get()).isBetween(1, 3);
  }

  @Test
  void theFirstFailureStopsTheOthersAndIsThrown() {
    CountDownLatch stopped = new CountDownLatch(1);
    Runnable stuck = () -> waitForInterrupt(stopped);
    Runnable failing =
        () -> {
          throw new IllegalStateException("first");
        };
    assertThatThrownBy(() -> Workers.runAll("work", 2, List.of(stuck, failing)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("first");
    assertThat(stopped.getCount()).isZero();
  }

  @Test
  void anInterruptOfTheCallerStopsAllAndIsPassedOn() {
    CountDownLatch stopped = new CountDownLatch(1);
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> Workers.runAll("work", 1, List.of(() -> waitForInterrupt(stopped))))
        .isInstanceOf(WorkInterruptedException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  private static void waitForInterrupt(CountDownLatch stopped) {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      stopped.countDown();
    }
  }
}
