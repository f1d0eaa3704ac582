package io.mgeosync.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.mgeosync.channel.Pin;
import io.mgeosync.disk.ReleaseName;
import io.mgeosync.gate.Gate;
import io.mgeosync.gate.SettableClock;
import io.mgeosync.store.InMemoryStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The gate is open only while the service has loaded what {@code current} names. */
@Timeout(60)
final class SwitchingTest {
  private static final int SWITCHES = 120;

  @TempDir Path folder;
  private final Queue<String> violations = new ConcurrentLinkedQueue<>();
  private final AtomicInteger opened = new AtomicInteger();
  private final AtomicInteger mutations = new AtomicInteger();
  private final AtomicBoolean done = new AtomicBoolean();
  private Rig rig;
  private Pin v1;
  private Pin v2;

  @BeforeEach
  void serveOneOfTwo() throws IOException {
    rig = new Rig(folder, new SettableClock(), new InMemoryStore(), Runnable::run, this::edge);
    v1 = rig.serving("v1", 1);
    v2 = rig.publish("v2", 2);
    assertThat(rig.open()).isTrue();
  }

  /**
   * Runs inside the gate's lock, which the start of a switch needs as well: an opening edge is
   * judged exactly, not by sampling.
   */
  private void edge(Gate.Edge edge) {
    if (edge.decision().serve()) {
      opened.incrementAndGet();
      check("at an opening edge");
    }
  }

  private void check(String when) {
    Optional<ReleaseName> current = rig.service.current();
    Optional<ReleaseName> loaded = rig.service.loaded();
    if (!current.equals(loaded)) {
      violations.add("%s: current %s, loaded %s".formatted(when, current, loaded));
    }
  }

  @Test
  void noLookThatASwitchOvertookOpensTheGateOnAnotherReleaseThanCurrent() throws Exception {
    rig.reload = this::lateReload;
    switchToAndFro();
  }

  @Test
  void noLookOpensTheGateWhileAReleaseHasYetToBeProven() throws Exception {
    rig.proving();
    rig.reload = this::lateReload;
    rig.pause =
        time -> {
          loadIfNotYet();
          for (int i = 0; i < 2_000; i++) {
            refuseOpen("before the commit");
          }
          rig.clock.advance(time);
        };
    switchToAndFro();
  }

  private void switchToAndFro() throws InterruptedException {
    Thread watch = Thread.ofPlatform().start(this::lookAllTheTime);
    Thread sampler = Thread.ofPlatform().start(this::sampleAllTheTime);
    for (int i = 0; i < SWITCHES; i++) {
      rig.channel.serves(i % 2 == 0 ? v2 : v1);
      assertThat(rig.node.runCycle().success()).isTrue();
      loadIfNotYet();
      if (ThreadLocalRandom.current().nextInt(3) == 0) {
        awaitOpen();
      }
    }
    awaitOpen();
    done.set(true);
    watch.join();
    sampler.join();
    assertThat(violations).isEmpty();
    assertThat(opened).hasValueGreaterThan(SWITCHES / 6);
  }

  /** The link has moved and the service has not: the gate must be shut, however often one looks. */
  private void lateReload(Pin activated) {
    for (int i = 0; i < 50; i++) {
      refuseOpen("between the link and the load");
      Thread.onSpinWait();
    }
    if (ThreadLocalRandom.current().nextBoolean()) {
      load();
    }
  }

  /** A service that loads only some time after its hook has returned. */
  private void loadIfNotYet() {
    if (!rig.service.loaded().equals(rig.service.current())) {
      for (int i = 0; i < 2_000; i++) {
        refuseOpen("after the hook, before the load");
      }
      load();
    }
  }

  private void load() {
    mutations.incrementAndGet();
    rig.service.load();
    mutations.incrementAndGet();
  }

  private void refuseOpen(String when) {
    if (rig.open()) {
      violations.add("open " + when);
    }
  }

  private void lookAllTheTime() {
    while (!done.get()) {
      rig.watch.look();
    }
  }

  /**
   * Sound though it reads three things one after the other: an odd or changed count means that the
   * service loaded meanwhile; the link is read before and after the gate, and only what was the
   * same all along is judged. A switch there and back in between needs a load, which is counted.
   */
  private void sampleAllTheTime() {
    while (!done.get()) {
      int before = mutations.get();
      Optional<ReleaseName> loaded = rig.service.loaded();
      Optional<ReleaseName> current = rig.service.current();
      boolean open = rig.open();
      boolean still = current.equals(rig.service.current()) && before == mutations.get();
      if (open && still && before % 2 == 0 && !current.equals(loaded)) {
        violations.add("sampled open: current %s, loaded %s".formatted(current, loaded));
      }
    }
  }

  private void awaitOpen() {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!rig.open()) {
      assertThat(System.nanoTime()).as("the gate opens again").isLessThan(until);
      Thread.onSpinWait();
    }
  }

  @Test
  void aLookHeldUpThroughAWholeSwitchRecordsNoProof() throws Exception {
    var asked = new CountDownLatch(1);
    var answer = new CountDownLatch(1);
    var held =
        rig.node.watch(
            rig.gate,
            rig.node.releaseWatch(Runnable::run, () -> {}),
            Rig.probes(
                () -> {
                  asked.countDown();
                  answer.await();
                  return FakeService.judge(rig.service.loaded(), rig.activePin());
                }),
            Rig.FRESH);
    Thread look = Thread.ofPlatform().start(held::look);
    asked.await();
    rig.channel.serves(v2);
    rig.node.runCycle();
    answer.countDown();
    look.join();
    assertThat(rig.closedBy()).containsExactly("Served/Switching");
    held.look();
    assertThat(rig.open()).isTrue();
  }

  @Test
  void aLookThatBeginsAndEndsDuringASwitchRecordsNoProof() {
    rig.reload =
        pin -> {
          rig.service.load();
          rig.watch.look();
          assertThat(rig.closedBy()).containsExactly("Active/Switching", "Served/Switching");
        };
    rig.channel.serves(v2);
    assertThat(rig.node.runCycle().success()).isTrue();
    assertThat(rig.closedBy()).contains("Served/Switching");
    rig.watch.look();
    assertThat(rig.closedBy()).isEqualTo(List.of());
  }
}
