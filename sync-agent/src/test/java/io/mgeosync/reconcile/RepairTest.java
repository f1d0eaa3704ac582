package io.mgeosync.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.mgeosync.channel.Pin;
import io.mgeosync.disk.TestFiles;
import io.mgeosync.manifest.Manifest;
import io.mgeosync.reconcile.CycleReport.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayDeque;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Damage to the active release is noticed within one look, closes the gate, and is mended. */
final class RepairTest {
  @TempDir Path folder;
  private Rig rig;
  private Pin v1;

  @BeforeEach
  void serveOne() throws IOException {
    rig = Rig.in(folder);
    v1 = rig.serving("v1", 1);
    assertThat(rig.closedBy()).isEmpty();
  }

  private static void flip(Path file) throws IOException {
    FileTime before = Files.getLastModifiedTime(file);
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(TestFiles.writable(file), bytes);
    Files.setLastModifiedTime(file, before);
  }

  private static void delete(Path file) throws IOException {
    Files.setPosixFilePermissions(file.getParent(), PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.delete(file);
  }

  @ParameterizedTest
  @ValueSource(strings = {"weights.bin", "vocab.txt", Manifest.FILE_NAME, "SHA256SUMS"})
  void aFlippedByteClosesAtTheNextLookThoughSizeAndTimeAreAsBefore(String file) throws IOException {
    flip(rig.activeFile(file));
    rig.watch.look();
    assertThat(rig.closedBy()).containsExactly("Verified/Corrupt");
    assertThat(rig.node.urgent()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"weights.bin", Manifest.FILE_NAME})
  void aFileThatIsGoneClosesAtTheNextLook(String file) throws IOException {
    delete(rig.activeFile(file));
    rig.watch.look();
    assertThat(rig.closedBy()).containsExactly("Verified/Corrupt");
    assertThat(rig.node.urgent()).isTrue();
  }

  @Test
  void whatALongVerificationProvesWrongClosesAtItsEndAndNotAtTheNextLook() throws IOException {
    var later = new ArrayDeque<Runnable>();
    ReleaseWatch slow = rig.node.releaseWatch(later::add, rig.watch::stateChanged);
    flip(rig.activeFile("weights.bin"));
    slow.verifyAgain("asked for");
    assertThat(rig.closedBy()).isEmpty();
    later.remove().run();
    assertThat(rig.closedBy()).containsExactly("Verified/Corrupt");
  }

  @Test
  void theNextCycleMakesAFreshCopyAndTheGateCanOpenAgain() throws IOException {
    Path damaged = rig.activeFile("weights.bin");
    flip(damaged);
    rig.watch.look();
    CycleReport report = rig.cycleAndLook();
    assertThat(report.outcome()).isEqualTo(Outcome.REPAIRED);
    assertThat(report.problem()).isEmpty();
    assertThat(rig.activePin()).contains(v1);
    assertThat(rig.activeFile("weights.bin")).isNotEqualTo(damaged);
    assertThat(rig.service.current())
        .get()
        .hasToString(v1.version() + "-" + v1.digest().shortHex() + "~1");
    assertThat(rig.open()).isTrue();
    assertThat(rig.node.urgent()).isFalse();
  }

  @Test
  void whileTheStoreIsAwayABrokenReleaseStaysClosedAndIsSaid() throws IOException {
    flip(rig.activeFile("weights.bin"));
    rig.watch.look();
    rig.store.fail(call -> true);
    CycleReport report = rig.node.runCycle();
    assertThat(report.outcome()).isEqualTo(Outcome.KEPT);
    assertThat(report.problem()).isPresent();
    rig.watch.look();
    assertThat(rig.closedBy()).containsExactly("Verified/Corrupt");
    rig.store.heal();
    assertThat(rig.cycleAndLook().outcome()).isEqualTo(Outcome.REPAIRED);
    assertThat(rig.open()).isTrue();
  }

  @Test
  void aMerelyTouchedFileClosesNothingAndIsVerifiedOnceOnly() throws IOException {
    rig.clock.advance(Duration.ofSeconds(5));
    Files.setLastModifiedTime(rig.activeFile("weights.bin"), FileTime.fromMillis(0));
    rig.watch.look();
    assertThat(rig.closedBy()).isEmpty();
    assertThat(verifiedAt()).isEqualTo(rig.clock.instant());
    rig.clock.advance(Duration.ofSeconds(5));
    rig.watch.look();
    assertThat(verifiedAt()).isEqualTo(rig.clock.instant().minusSeconds(5));
    assertThat(rig.open()).isTrue();
  }

  @Test
  void aReleaseDamagedWhileTheAgentWasDownNeverOpensAndIsRepaired() throws IOException {
    flip(rig.activeFile("weights.bin"));
    Rig again = rig.restarted();
    again.service.load();
    again.node.resume();
    again.watch.look();
    assertThat(again.closedBy()).contains("Verified/Corrupt");
    again.channel.goAway();
    assertThat(again.cycleAndLook().outcome()).isEqualTo(Outcome.REPAIRED);
    assertThat(again.open()).isTrue();
  }

  private java.time.Instant verifiedAt() {
    return rig.node.state().active().orElseThrow().verifiedAt();
  }
}
