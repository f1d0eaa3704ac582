package io.mgeosync.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mgeosync.channel.Pin;
import io.mgeosync.disk.FileStamp;
import io.mgeosync.disk.ReleaseName;
import io.mgeosync.disk.TestFiles;
import io.mgeosync.manifest.digest.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a start believes of the release that it finds, and for how long. */
final class ResumeTest {
  private static final ObjectMapper JSON = new ObjectMapper();

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

  private static void flip(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(TestFiles.writable(file), bytes);
  }

  /** As a disk damages a file: no stat tells, so its record still fits. */
  private void rot(String file) throws IOException {
    Path path = rig.activeFile(file);
    flip(path);
    Path record = rig.layout.proof(rig.node.state().active().orElseThrow().name());
    ObjectNode whole = (ObjectNode) JSON.readTree(Files.readAllBytes(record));
    ObjectNode proof = whole.withObject("/proof");
    ((ObjectNode) proof.path("files").path(file))
        .put("mode", FileStamp.of(path).mode())
        .put("modified", FileStamp.of(path).modified().toInstant().toString())
        .put("changed", FileStamp.of(path).changed().toInstant().toString());
    whole.put("sha256", Digest.sha256Of(JSON.writeValueAsBytes(proof)).hex());
    Files.write(record, JSON.writeValueAsBytes(whole));
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
    flip(rig.activeFile("weights.bin"));
    flip(rig.activeFile("weights.bin"));
    Rig again = rig.restarted();
    assertThat(again.node.resume()).isFalse();
    assertThat(verifiedAt(again)).isEqualTo(rig.clock.instant());
    assertThat(rig.restarted().node.resume()).isTrue();
  }

  @Test
  void aFreshCopyHasItsOwnRecordAndThatOfTheDamagedOneGoesWithIt() throws IOException {
    ReleaseName damaged = rig.node.state().active().orElseThrow().name();
    flip(rig.activeFile("weights.bin"));
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
    rot("weights.bin");
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
    rot("weights.bin");
    rig.clock.advance(Duration.ofDays(8));
    Rig again = rig.restarted();
    assertThat(again.node.resume()).isFalse();
    assertThat(again.node.state().integrity()).isInstanceOf(Integrity.Broken.class);
  }
}
