package io.mgeosync.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.mgeosync.gate.ConditionType;
import io.mgeosync.probe.BoundedProbe;
import io.mgeosync.probe.Probe;
import io.mgeosync.probe.ProbeJudge;
import io.mgeosync.probe.ProbeResult;
import io.mgeosync.probe.ProbeSeen;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Each probe looks at its own pace and tells the gate by itself. */
@Timeout(60)
final class BundleWatchTest {
  private static final ProbeResult GOOD = new ProbeResult.Good("Fine", "fine");
  private static final ProbeResult WRONG = new ProbeResult.Wrong("OtherVersion", "v0");
  private static final Duration LONG = Duration.ofMinutes(10);

  @TempDir Path folder;
  private Rig rig;
  private final AtomicReference<ProbeResult> served = new AtomicReference<>(GOOD);

  @BeforeEach
  void serve() throws IOException {
    rig = Rig.in(folder);
    rig.serving("v1", 1);
  }

  private BundleWatch watch(Probe health, Duration healthInterval) {
    return rig.node.watch(
        rig.gate,
        rig.node.releaseWatch(Runnable::run, () -> {}),
        Map.of(
            ConditionType.SERVED, watched("served", served::get, Duration.ofSeconds(5)),
            ConditionType.SERVICE_HEALTHY, watched("health", health, healthInterval)),
        Rig.FRESH);
  }

  private static Watched watched(String name, Probe probe, Duration interval) {
    var bounded = new BoundedProbe(name, probe, Duration.ofSeconds(30));
    return new Watched(bounded, () -> new ProbeJudge(3, 1), interval);
  }

  private void awaitClosedBy(String... conditions) {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!rig.closedBy().equals(List.of(conditions))) {
      assertThat(System.nanoTime()).as("closed by %s", rig.closedBy()).isLessThan(until);
      Thread.onSpinWait();
    }
  }

  @Test
  void aLookThatCouldNotRunIsNoLook() {
    BundleWatch watch = watch(() -> GOOD, LONG);
    watch.look();
    served.set(BoundedProbe.NOT_LOOKED);
    for (int i = 0; i < 5; i++) {
      watch.look();
    }
    assertThat(rig.closedBy()).isEmpty();
    assertThat(Objects.requireNonNull(watch.seen().get(ConditionType.SERVED)).looks()).isOne();
  }

  @Test
  void whatWasSeenOutlastsLooksThatCouldNotRunForHalfAMinute() {
    BundleWatch watch = watch(() -> GOOD, LONG);
    watch.look();
    served.set(BoundedProbe.NOT_LOOKED);
    Duration freshFor = freshForOfServed();
    for (int i = 0; i < 3; i++) {
      rig.clock.advance(Duration.ofSeconds(10));
      watch.look();
    }
    rig.clock.advance(freshFor);
    watch.look();
    assertThat(rig.closedBy()).as("30 s and its freshness later").isEmpty();
    rig.clock.advance(Duration.ofSeconds(1));
    watch.look();
    assertThat(rig.closedBy()).as("later still").containsExactly("Served/Fine");
  }

  private static Duration freshForOfServed() {
    return watched("served", () -> GOOD, Duration.ofSeconds(5)).freshFor();
  }

  @Test
  void whatIsStaleIsNotRevivedByALookThatCouldNotRun() {
    BundleWatch watch = watch(() -> GOOD, LONG);
    watch.look();
    rig.clock.advance(freshForOfServed().plusSeconds(1));
    served.set(BoundedProbe.NOT_LOOKED);
    watch.look();
    assertThat(rig.closedBy()).containsExactly("Served/Fine");
  }

  @Test
  void provenWrongClosesTheGateWhileAnotherProbeHangs() throws InterruptedException {
    var release = new CountDownLatch(1);
    BundleWatch watch =
        watch(
            () -> {
              release.await();
              return GOOD;
            },
            LONG);
    served.set(WRONG);
    Thread look = Thread.ofPlatform().start(watch::look);
    awaitClosedBy("Served/OtherVersion");
    assertThat(look.isAlive()).isTrue();
    release.countDown();
    look.join();
  }

  @Test
  void whatLooksSeldomIsBelievedForLonger() {
    BundleWatch watch = watch(() -> GOOD, LONG);
    watch.look();
    rig.clock.advance(Duration.ofSeconds(45));
    watch.lookAtState();
    assertThat(rig.closedBy()).isEmpty();
    rig.clock.advance(Duration.ofSeconds(1));
    assertThat(rig.closedBy()).containsExactly("Served/Fine");
    rig.clock.advance(LONG.multipliedBy(3).minusSeconds(16));
    assertThat(rig.closedBy()).doesNotContain("ServiceHealthy/Fine");
    rig.clock.advance(Duration.ofSeconds(1));
    assertThat(rig.closedBy()).contains("ServiceHealthy/Fine");
  }

  @Test
  void eachProbeIsScheduledAtItsOwnInterval() {
    List<Duration> intervals = new ArrayList<>();
    watch(() -> GOOD, LONG).eachProbe((look, interval) -> intervals.add(interval));
    assertThat(intervals).containsExactlyInAnyOrder(Duration.ofSeconds(5), LONG);
  }

  @Test
  void aLookThatIsGoingOnIsJoinedAndNotDoubled() throws InterruptedException {
    var looks = new AtomicInteger();
    var release = new CountDownLatch(1);
    BundleWatch watch =
        watch(
            () -> {
              looks.incrementAndGet();
              release.await();
              return GOOD;
            },
            LONG);
    for (int i = 0; i < 50; i++) {
      watch.lookSoon();
    }
    Thread look = Thread.ofPlatform().start(watch::look);
    while (look.getState() != Thread.State.WAITING) {
      Thread.onSpinWait(); // It joins the look from here on.
    }
    release.countDown();
    look.join();
    assertThat(looks).hasValue(1);
  }

  @Test
  void aClosedWatchTellsNothingMore() {
    BundleWatch watch = watch(() -> GOOD, LONG);
    watch.look();
    watch.close();
    served.set(WRONG);
    watch.look();
    assertThat(rig.closedBy()).isEmpty();
  }

  @Test
  void streaksAndAgesAreCountedAcrossLooks() {
    BundleWatch watch = watch(() -> GOOD, LONG);
    for (int i = 0; i < 3; i++) {
      watch.look();
    }
    served.set(WRONG);
    watch.look();
    watch.look();
    rig.clock.advance(Duration.ofSeconds(7));
    ProbeSeen seen = Objects.requireNonNull(watch.seen().get(ConditionType.SERVED));
    assertThat(seen.result()).isEqualTo(WRONG);
    assertThat(seen.streak()).isEqualTo(2);
    assertThat(seen.looks()).isEqualTo(5);
    assertThat(seen.age(rig.clock.instant())).isEqualTo(Duration.ofSeconds(7));
    ProbeSeen health = Objects.requireNonNull(watch.seen().get(ConditionType.SERVICE_HEALTHY));
    assertThat(health.streak()).isEqualTo(5);
  }

  @Test
  void aFlappingServiceIsHeldDownAndASwitchForgetsThat() throws IOException {
    BundleWatch watch = watch(() -> GOOD, LONG);
    for (int i = 0; i < 3; i++) {
      served.set(GOOD);
      watch.look();
      served.set(WRONG);
      watch.look();
      rig.clock.advance(Duration.ofSeconds(1));
    }
    served.set(GOOD);
    watch.look();
    assertThat(rig.closedBy()).containsExactly("Served/HeldDown");
    rig.channel.serves(rig.publish("v2", 2));
    assertThat(rig.node.runCycle().success()).isTrue();
    watch.look();
    assertThat(rig.closedBy()).isEmpty();
  }

  @Test
  void thousandsOfGoodLooksNeverRefuse() {
    BundleWatch watch = watch(() -> GOOD, Duration.ofSeconds(5));
    for (int i = 0; i < 3_000; i++) {
      watch.look();
      rig.clock.advance(Duration.ofSeconds(5));
      assertThat(rig.open()).isTrue();
    }
  }
}
