package io.mgeosync.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.DURATION;

import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
final class BoundedProbeTest {
  private static final ProbeResult GOOD = new ProbeResult.Good("Fine", "fine");

  private final CountDownLatch release = new CountDownLatch(1);
  private final AtomicInteger started = new AtomicInteger();

  @Test
  void aLookThatIsLateWhileThisProcessGotNoProcessorIsNoLook() {
    var lost = new AtomicLong();
    Duration deadline = Duration.ofSeconds(20);
    Probe silent =
        () -> {
          lost.addAndGet(deadline.toNanos() / 4);
          return new ProbeResult.Late("Refused", "nothing listens");
        };
    var probe = new BoundedProbe("starved", silent, deadline, unheard -> {}, lost::get);
    assertThat(probe.look()).isEqualTo(BoundedProbe.NOT_LOOKED);
    Probe wrong =
        () -> {
          lost.addAndGet(deadline.toNanos());
          return new ProbeResult.Wrong("OtherVersion", "v1");
        };
    probe = new BoundedProbe("starved", wrong, deadline, unheard -> {}, lost::get);
    assertThat(probe.look()).as("a proof stays one").isInstanceOf(ProbeResult.Wrong.class);
    Probe late = () -> new ProbeResult.Late("Refused", "nothing listens");
    probe = new BoundedProbe("well", late, deadline, unheard -> {}, lost::get);
    assertThat(probe.look()).extracting(ProbeResult::reason).isEqualTo("Refused");
  }

  @Test
  void aLookThatHasNotComeBackYetWhileThisProcessGotNoProcessorIsNoLook() {
    var lost = new AtomicLong();
    var deadline = Duration.ofMillis(20);
    var probe =
        new BoundedProbe("starved", this::hangLikeADeadDriver, deadline, unheard -> {}, lost::get);
    long begun = System.nanoTime();
    assertThat(probe.look().reason()).isEqualTo("Timeout");

    lost.set(System.nanoTime() - begun + Duration.ofSeconds(30).toNanos());
    assertThat(probe.look()).isEqualTo(BoundedProbe.NOT_LOOKED);

    lost.set(0);
    assertThat(probe.look().reason()).as("its own fault").isEqualTo("Hung");
    release.countDown();
  }

  @Test
  void passesAResultThrough() {
    assertThat(bounded(() -> GOOD, 5_000).look()).isEqualTo(GOOD);
  }

  @Test
  void aHungLookEndsByItsDeadlineAndIsLate() {
    assertThat(bounded(this::hangLikeADeadDriver, 50).look())
        .isEqualTo(new ProbeResult.Late("Timeout", "no answer within 50 ms"));
    release.countDown();
  }

  @Test
  void aHungLookIsNotRetriedIntoAPile() {
    BoundedProbe probe = bounded(this::hangLikeADeadDriver, 20);
    for (int i = 0; i < 50; i++) {
      assertThat(probe.look()).isInstanceOf(ProbeResult.Late.class);
    }
    assertThat(started).hasValue(1);
    release.countDown();
  }

  @Test
  void looksAgainOnceTheHungLookHasComeBack() throws InterruptedException {
    BoundedProbe probe = bounded(this::hangLikeADeadDriver, 20);
    probe.look();
    release.countDown();
    while (probe.look().reason().equals("Hung")) {
      Thread.onSpinWait();
    }
    assertThat(probe.look()).isEqualTo(GOOD);
  }

  @Test
  void anExceptionIsALateResult() {
    BoundedProbe probe =
        bounded(
            () -> {
              throw new IllegalStateException("no driver");
            },
            5_000);
    assertThat(probe.look())
        .isEqualTo(new ProbeResult.Late("ProbeFailed", "IllegalStateException: no driver"));
  }

  @Test
  void evenAnErrorIsALateResult() {
    BoundedProbe probe =
        bounded(
            () -> {
              throw new UnsatisfiedLinkError("libnvidia-ml.so.1");
            },
            5_000);
    assertThat(probe.look()).isInstanceOf(ProbeResult.Late.class);
  }

  @Test
  void anInterruptOfTheCallerEndsTheLookAndStaysSet() {
    Thread.currentThread().interrupt();
    ProbeResult result = bounded(this::hangLikeADeadDriver, 10_000).look();
    assertThat(Thread.interrupted()).isTrue();
    assertThat(result.reason()).isEqualTo("Interrupted");
    release.countDown();
  }

  @Test
  void aHungLookCountsWithItsDeadlineOnceAndLooksThatWereNotStartedDoNot() {
    var took = new ArrayList<Duration>();
    var probe =
        new BoundedProbe("test", this::hangLikeADeadDriver, Duration.ofMillis(50), took::add);
    for (int i = 0; i < 50; i++) {
      probe.look();
    }
    assertThat(took).singleElement(DURATION).isGreaterThanOrEqualTo(Duration.ofMillis(50));
    release.countDown();
  }

  private BoundedProbe bounded(Probe probe, int deadlineMillis) {
    return new BoundedProbe(
        "test", probe, Duration.ofMillis(deadlineMillis), unheard -> {}, () -> 0);
  }

  /** Does not answer to interrupts, as a call stuck in the kernel does not. */
  private ProbeResult hangLikeADeadDriver() {
    started.incrementAndGet();
    boolean done = false;
    while (!done) {
      try {
        release.await();
        done = true;
      } catch (InterruptedException e) {
        // stays stuck
      }
    }
    return GOOD;
  }
}
