package io.mgeosync.reconcile;

import static io.mgeosync.store.FaultyStore.on;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.mgeosync.activate.CommandReload;
import io.mgeosync.activate.ReloadHook.ReloadFailedException;
import io.mgeosync.channel.Channel;
import io.mgeosync.channel.Pin;
import io.mgeosync.channel.Pins;
import io.mgeosync.disk.DiskFullException;
import io.mgeosync.disk.ReleaseName;
import io.mgeosync.manifest.Refusal;
import io.mgeosync.reconcile.CycleReport.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is in the way of the next release, the one before keeps serving. */
final class KeptTest {
  @TempDir Path folder;
  private Rig rig;
  private Pin v1;
  private Pin v2;

  @BeforeEach
  void serveOneOfTwo() throws IOException {
    rig = Rig.in(folder);
    v1 = rig.serving("v1", 1);
    v2 = rig.publish("v2", 2);
  }

  /** The new one is desired, the old one may still serve: a failure must not close the gate. */
  private Channel rollOut(Pin desired) {
    Instant end = rig.clock.instant().plus(Duration.ofHours(1));
    return rig.channel.says(Optional.of(end), List.of(desired, v1), List.of());
  }

  private void assertKept(CycleReport report, Refusal.Kind kind) {
    assertThat(report.outcome()).isEqualTo(Outcome.KEPT);
    assertThat(report.problem()).get().extracting(Refusal::kind).isEqualTo(kind);
    assertThat(report.sentence()).startsWith("kept " + v1 + ": ");
    assertThat(rig.activePin()).contains(v1);
    assertThat(rig.service.current()).contains(ReleaseName.of(v1.version(), v1.digest()));
    assertThat(rig.closedBy()).isEmpty();
  }

  @Test
  void anUnpublishedVersionIsMissing() {
    rollOut(Pins.pin("v9"));
    assertKept(rig.cycleAndLook(), Refusal.Kind.MISSING);
  }

  @Test
  void aTamperedFileIsAMismatch() throws IOException {
    rig.memory.tamper(rig.bundle("v2", 2).key("weights.bin"), new byte[60_000]);
    rollOut(v2);
    assertKept(rig.cycleAndLook(), Refusal.Kind.MISMATCH);
  }

  @Test
  void aTamperedManifestIsAMismatch() throws IOException {
    rig.memory.tamper(rig.bundle("v2", 2).key("manifest.json"), "{}".getBytes(UTF_8));
    rollOut(v2);
    assertKept(rig.cycleAndLook(), Refusal.Kind.MISMATCH);
  }

  @Test
  void aFullDiskFailsTheFetchAndTheNextCycleSucceedsOnceThereIsRoom() {
    rig.store.fail(on("open"), () -> new DiskFullException(folder, 2, 1, null));
    rollOut(v2);
    assertKept(rig.cycleAndLook(), Refusal.Kind.NO_SPACE);
    rig.store.heal();
    assertThat(rig.cycleAndLook().outcome()).isEqualTo(Outcome.SWITCHED);
    assertThat(rig.activePin()).contains(v2);
    assertThat(rig.open()).isTrue();
  }

  @Test
  void aStagingFolderThatCannotBeUsedKeepsTheOldOne() throws IOException {
    Files.delete(rig.layout.staging());
    Files.writeString(rig.layout.staging(), "in the way");
    rollOut(v2);
    assertKept(rig.cycleAndLook(), Refusal.Kind.CONFIGURATION);
  }

  @Test
  void aJournalThatCannotBeWrittenNeverLeavesTheGateOpenOnAnotherReleaseThanCurrent()
      throws IOException {
    Files.delete(rig.layout.journal());
    Files.createDirectory(rig.layout.journal());
    rollOut(v2);
    CycleReport report = rig.cycleAndLook();
    assertThat(report.problem()).isPresent();
    assertThat(rig.open() && !rig.service.current().equals(rig.service.loaded())).isFalse();
    Files.delete(rig.layout.journal());
    assertThat(rig.cycleAndLook().success()).isTrue();
    assertThat(rig.service.current()).contains(ReleaseName.of(v2.version(), v2.digest()));
    assertThat(rig.open()).isTrue();
  }

  @Test
  void afterAFailingHookTheNewReleaseIsActiveAndTheGateWaitsForProof() {
    rig.reload = new CommandReload(List.of("false"), Duration.ofSeconds(10));
    rig.channel.serves(v2);
    CycleReport report = rig.cycleAndLook();
    assertThat(report.outcome()).isEqualTo(Outcome.SWITCHED);
    assertThat(report.problem()).get().isInstanceOf(ReloadFailedException.class);
    assertThat(report.sentence()).contains("; but the reload hook false exited with 1");
    assertThat(rig.activePin()).contains(v2);
    assertThat(rig.closedBy()).containsExactly("Served/OtherVersion");
    rig.service.load();
    rig.watch.look();
    assertThat(rig.open()).isTrue();
  }

  @Test
  void aHookThatLiesOpensNothing() {
    rig.reload = pin -> {};
    rig.channel.serves(v2);
    assertThat(rig.cycleAndLook().success()).isTrue();
    assertThat(rig.closedBy()).containsExactly("Served/OtherVersion");
  }
}
