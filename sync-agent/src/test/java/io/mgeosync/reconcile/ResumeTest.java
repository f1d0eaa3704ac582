package io.mgeosync.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.mgeosync.channel.Pin;
import io.mgeosync.disk.ReleaseName;
import io.mgeosync.verify.OldProofs;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a start believes of the release that it finds, and for how long. */
final class ResumeTest {
  @TempDir Path folder;
  private Rig rig;
  private Pin v1;

  @BeforeEach
  void serveOne() throws IOException {
    rig = Rig.in(folder);
    v1 = rig.serving("v1", 1);
    rig.clock.advance(Duration.ofHours(1));
  }

  private static Instant verifiedAt(Rig of) {
    return of.node.state().active().orElseThrow().verifiedAt();
  }

  @Test
  void anUntouchedReleaseIsBelievedAndReadByNobody() {
    Rig again = rig.restarted();
    assertThat(again.node.resume()).isTrue();
    assertThat(verifiedAt(again)).isEqualTo(verifiedAt(rig));
    again.service.load();
    again.watch.look();
    assertThat(again.open()).isTrue();
  }

  @Test
  void aTouchedReleaseIsReadAndThatIsRemembered() throws IOException {
    Damage.flip(rig.activeFile("weights.bin"));
    Damage.flip(rig.activeFile("weights.bin"));
    Rig again = rig.restarted();
    assertThat(again.node.resume()).isFalse();
    assertThat(verifiedAt(again)).isEqualTo(rig.clock.instant());
    assertThat(rig.restarted().node.resume()).isTrue();
  }

  @Test
  void aFreshCopyHasItsOwnRecordAndThatOfTheDamagedOneGoesWithIt() throws IOException {
    ReleaseName damaged = rig.node.state().active().orElseThrow().name();
    Damage.flip(rig.activeFile("weights.bin"));
    rig.watch.look();
    assertThat(rig.layout.proof(damaged)).doesNotExist();
    rig.cycleAndLook();
    assertThat(rig.layout.proofs()).isDirectoryContaining("glob:**~1.json");
    Rig again = rig.restarted();
    assertThat(again.node.resume()).isTrue();
    assertThat(again.activePin()).contains(v1);
  }

  @Test
  void theRecordOfARemovedReleaseIsRemoved() throws IOException {
    for (int version = 2; version <= 4; version++) {
      rig.serving("v" + version, version);
    }
    assertThat(rig.layout.releases().toFile().list()).hasSize(3);
    assertThat(rig.layout.proofs().toFile().list()).hasSize(3);
  }

  @Test
  void whatNoStatShowsIsFoundByTheVerificationSoonAfterTheStart() throws IOException {
    Damage.rot(rig, "weights.bin");
    Rig again = rig.restarted();
    again.service.load();
    assertThat(again.node.resume()).isTrue();
    var later = new ArrayDeque<Runnable>();
    ReleaseWatch background = again.node.releaseWatch(later::add, again.watch::stateChanged);
    background.verifyAgain("the agent has started");
    again.watch.look();
    assertThat(again.open()).isTrue();
    later.remove().run();
    assertThat(again.closedBy()).containsExactly("Verified/Corrupt");
    assertThat(rig.restarted().node.resume()).as("a record of what is proven wrong").isFalse();
  }

  @Test
  void damageThatNoStatShowsIsFoundAfterEightDaysAtTheLatest() throws IOException {
    Damage.rot(rig, "weights.bin");
    OldProofs.outliveReboot(rig.layout, rig.node.state().active().orElseThrow().name());
    rig.clock.advance(Duration.ofDays(8));
    Rig again = rig.restarted();
    assertThat(again.node.resume()).isFalse();
    assertThat(again.node.state().integrity()).isInstanceOf(Integrity.Broken.class);
  }
}
