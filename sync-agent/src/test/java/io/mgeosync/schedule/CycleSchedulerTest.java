package io.mgeosync.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CycleSchedulerTest {
  private static final CronSpec EVERY_SECOND = CronSpec.parse("* * * * * ?", ZoneOffset.UTC);
  private static final CronSpec YEARLY = CronSpec.parse("@yearly", ZoneOffset.UTC);
  private static final Clock CLOCK = Clock.systemUTC();

  private final CycleScheduler scheduler =
      new CycleScheduler("gpu-node-1", CLOCK, 2, Duration.ofMillis(300));
  private final BlockingQueue<String> runs = new LinkedBlockingQueue<>();

  @AfterEach
  void close() {
    scheduler.close();
  }

  @Test
  void runsAgainAndAgainAtTheLinesTimes() throws InterruptedException {
    scheduler.schedule("b", EVERY_SECOND, Duration.ZERO, now(), () -> runs.add("run"));
    for (int i = 0; i < 3; i++) {
      assertThat(runs.poll(10, TimeUnit.SECONDS)).isEqualTo("run");
    }
  }

  @Test
  void aRunThatWasMissedIsCaughtUpAtOnce() throws InterruptedException {
    var longAgo = Optional.of(Instant.parse("2020-01-01T00:00:00Z"));
    scheduler.schedule("b", YEARLY, Duration.ofMinutes(10), longAgo, () -> runs.add("run"));
    assertThat(runs.poll(10, TimeUnit.SECONDS)).isEqualTo("run");
  }

  @Test
  void nothingRunsWhenNothingWasMissed() throws InterruptedException {
    scheduler.schedule("b", YEARLY, Duration.ZERO, now(), () -> runs.add("b"));
    scheduler.schedule("probe", YEARLY, Duration.ZERO, Optional.empty(), () -> runs.add("probe"));
    assertThat(runs.poll(10, TimeUnit.SECONDS)).isEqualTo("probe");
    assertThat(runs).isEmpty();
  }

  @Test
  void twoRunsOfOneNameNeverOverlapAndRequestsMeanwhileBecomeOne() throws InterruptedException {
    var going = new AtomicInteger();
    var most = new AtomicInteger();
    var started = new Semaphore(0);
    var release = new Semaphore(0);
    Runnable cycle =
        () -> {
          most.accumulateAndGet(going.incrementAndGet(), Math::max);
          started.release();
          release.acquireUninterruptibly();
          going.decrementAndGet();
        };
    scheduler.schedule("b", YEARLY, Duration.ZERO, now(), cycle);
    assertThat(scheduler.runNow("b")).isTrue();
    started.acquire();
    assertThat(scheduler.runNow("b")).as("asked for while one is going").isTrue();
    assertThat(scheduler.runNow("b")).as("asked for again").isFalse();
    release.release();
    started.acquire();
    release.release();
    assertThat(started.tryAcquire(500, TimeUnit.MILLISECONDS)).as("a third run").isFalse();
    assertThat(most).hasValue(1);
  }

  @Test
  void timesThatPassDuringALongRunAreDroppedNotQueued() throws InterruptedException {
    var release = new CountDownLatch(1);
    Runnable cycle =
        () -> {
          runs.add(CLOCK.instant().toString());
          await(release);
        };
    scheduler.schedule("b", EVERY_SECOND, Duration.ZERO, now(), cycle);
    Instant first = Instant.parse(runs.take());
    assertThat(release.await(3, TimeUnit.SECONDS)).isFalse();
    release.countDown();
    assertThat(Instant.parse(runs.take())).isAfter(first.plusSeconds(3));
    Instant second = Instant.parse(runs.take());
    Instant third = Instant.parse(runs.take());
    assertThat(Duration.between(second, third))
        .as("no burst")
        .isGreaterThan(Duration.ofMillis(500));
  }

  @Test
  void differentNamesRunBesideEachOther() throws InterruptedException {
    var both = new CountDownLatch(2);
    Runnable cycle =
        () -> {
          both.countDown();
          await(both);
        };
    scheduler.schedule("a", YEARLY, Duration.ZERO, Optional.empty(), cycle);
    scheduler.schedule("b", YEARLY, Duration.ZERO, Optional.empty(), cycle);
    assertThat(both.await(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void aRunThatThrowsDoesNotStopTheNext() throws InterruptedException {
    scheduler.schedule(
        "b",
        EVERY_SECOND,
        Duration.ZERO,
        now(),
        () -> {
          runs.add("run");
          throw new IllegalStateException("as the test wants");
        });
    assertThat(runs.poll(10, TimeUnit.SECONDS)).isNotNull();
    assertThat(runs.poll(10, TimeUnit.SECONDS)).isNotNull();
  }

  @Test
  void closingWaitsForARunThatEndsInTime() throws InterruptedException {
    var patient = new CycleScheduler("n", CLOCK, 1, Duration.ofSeconds(30));
    var started = new CountDownLatch(1);
    var release = new CountDownLatch(1);
    Runnable cycle =
        () -> {
          started.countDown();
          await(release);
          runs.add(Thread.currentThread().isInterrupted() ? "interrupted" : "finished");
        };
    patient.schedule("b", YEARLY, Duration.ZERO, Optional.empty(), cycle);
    started.await();
    Thread closer = Thread.ofPlatform().start(patient::close);
    assertThat(closer.join(Duration.ofMillis(200))).as("closed too early").isFalse();
    release.countDown();
    closer.join();
    assertThat(runs).containsExactly("finished");
  }

  @Test
  void closingInterruptsARunThatDoesNotEnd() throws InterruptedException {
    var started = new CountDownLatch(1);
    Runnable cycle =
        () -> {
          started.countDown();
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException e) {
            runs.add("interrupted");
          }
        };
    scheduler.schedule("b", YEARLY, Duration.ZERO, Optional.empty(), cycle);
    started.await();
    scheduler.close();
    assertThat(runs).containsExactly("interrupted");
    assertThat(scheduler.runNow("b")).as("after closing").isFalse();
  }

  @Test
  void oneNameCannotBeScheduledTwice() {
    scheduler.schedule("b", YEARLY, Duration.ZERO, now(), () -> {});
    assertThatThrownBy(() -> scheduler.schedule("b", YEARLY, Duration.ZERO, now(), () -> {}))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Optional<Instant> now() {
    return Optional.of(CLOCK.instant());
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
