package io.mgeosync.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.mgeosync.channel.Pin;
import io.mgeosync.disk.DiskUse;
import io.mgeosync.disk.MemoryDisk;
import io.mgeosync.gate.Gate;
import io.mgeosync.gate.SettableClock;
import io.mgeosync.manifest.Refusal;
import io.mgeosync.reconcile.CycleReport.Outcome;
import io.mgeosync.store.FaultyStore;
import io.mgeosync.store.InMemoryStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A real file system, with hardly more room than a fetch leaves free. */
final class FillingDiskTest {
  private static final long MIB = 1 << 20;
  private static final long RESERVE = 256 * MIB;

  @TempDir Path folder;
  private MemoryDisk disk;
  private Rig rig;
  private boolean fillsAtTheSwitch;

  @BeforeEach
  void mount() throws IOException {
    disk = MemoryDisk.mount(folder.resolve("disk"), "size=" + (RESERVE + 4 * MIB));
    rig =
        new Rig(disk.root(), new SettableClock(), new InMemoryStore(), Runnable::run, this::atEdge);
  }

  @AfterEach
  void unmount() throws IOException {
    if (disk != null) {
      disk.close();
    }
  }

  /** The gate closes just before {@code current} moves. */
  private void atEdge(Gate.Edge edge) {
    if (fillsAtTheSwitch && !edge.decision().serve()) {
      fill();
    }
  }

  private void fill() {
    try {
      disk.leave(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void rollOut(Pin desired, Pin before) {
    Optional<Instant> end = Optional.of(rig.clock.instant().plus(Duration.ofHours(1)));
    rig.channel.says(end, List.of(desired, before), List.of());
  }

  private List<String> versions() throws IOException {
    try (Stream<Path> releases = Files.list(rig.layout.releases())) {
      return releases.map(path -> path.getFileName().toString().split("-", 2)[0]).sorted().toList();
    }
  }

  @Test
  void theOldestReleaseMakesRoomForTheNextOne() throws IOException {
    rig.serving("v1", 1);
    rig.serving("v2", 2);
    Pin v3 = rig.serving("v3", 3);
    Pin v4 = rig.publish("v4", 4);
    rollOut(v4, v3);
    disk.leave(RESERVE + 1);
    assertThat(rig.cycleAndLook().outcome()).isEqualTo(Outcome.SWITCHED);
    assertThat(versions()).containsExactly("v2", "v3", "v4");
    assertThat(rig.open()).isTrue();
  }

  @Test
  void whereNothingMayGoTheFetchIsRefusedWithBothNumbersAndServingGoesOn() throws IOException {
    rig.serving("v1", 1);
    Pin v2 = rig.serving("v2", 2);
    long release = DiskUse.of(rig.layout.releases()) / 2;
    Pin v3 = rig.publish("v3", 3);
    rollOut(v3, v2);
    disk.leave(RESERVE);
    CycleReport report = rig.cycleAndLook();
    assertThat(report.problem()).get().extracting(Refusal::kind).isEqualTo(Refusal.Kind.NO_SPACE);
    assertThat(report.sentence())
        .startsWith("kept " + v2)
        .containsPattern(
            "needs 268[0-9]{6} bytes of room \\([0-9]+ for what is to be fetched, and ")
        .contains("268435456 that a fetch leaves free) and has " + RESERVE);
    assertThat(DiskUse.of(rig.layout.releases())).isEqualTo(2 * release);
    assertThat(rig.open()).isTrue();
  }

  /** Somebody else fills the disk between two calls of a fetch that had room when it began. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void aDiskThatFillsDuringTheFetchLeavesServingUntouched(int call) throws IOException {
    Pin v1 = rig.serving("v1", 1);
    Pin v2 = rig.publish("v2", 2);
    rollOut(v2, v1);
    int before = rig.store.calls();
    rig.store.fail(when(before + call));
    CycleReport report = rig.cycleAndLook();
    assertThat(report.problem()).get().extracting(Refusal::kind).isEqualTo(Refusal.Kind.NO_SPACE);
    assertThat(rig.activePin()).contains(v1);
    assertThat(rig.open()).isTrue();
    assertServedIsWhole();
    rig.store.heal();
    disk.empty();
    rig.cycleAndLook();
    assertThat(rig.activePin()).contains(v2);
    assertThat(rig.open()).isTrue();
  }

  private Predicate<FaultyStore.Call> when(int number) {
    return call -> {
      if (call.number() == number) {
        fill();
      }
      return false;
    };
  }

  private void assertServedIsWhole() {
    Pin active = rig.activePin().orElseThrow();
    Rig again = rig.restarted();
    again.node.resume();
    assertThat(again.activePin()).contains(active);
  }

  @Test
  void aDiskThatFillsAtTheSwitchLeavesOneWholeReleaseServing() throws IOException {
    Pin v1 = rig.serving("v1", 1);
    Pin v2 = rig.publish("v2", 2);
    rollOut(v2, v1);
    fillsAtTheSwitch = true;
    rig.cycleAndLook();
    fillsAtTheSwitch = false;
    assertThat(rig.open()).isTrue();
    assertServedIsWhole();
    disk.empty();
    rig.cycleAndLook();
    assertThat(rig.activePin()).contains(v2);
    assertThat(rig.open()).isTrue();
  }
}
