package io.mgeosync.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.mgeosync.channel.Pin;
import io.mgeosync.disk.ReleaseName;
import io.mgeosync.manifest.FileEntry;
import io.mgeosync.manifest.Manifest;
import io.mgeosync.manifest.Refusal;
import io.mgeosync.manifest.digest.Chunk;
import io.mgeosync.reconcile.CycleReport.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code verify --repair} without an agent: a process of its own, that knows only the disk. */
final class RepairOnDemandTest {
  @TempDir Path folder;
  private Rig rig;
  private Pin v1;

  @BeforeEach
  void serveOne() throws IOException {
    rig = Rig.in(folder);
    v1 = rig.serving("v1", 1);
  }

  /** A process that starts now; the channel says what it said before. */
  private Rig started() {
    Rig again = rig.restarted();
    again.channel.exactly(rig.channel.read());
    return again;
  }

  private long middleChunkOf(String file) throws IOException {
    FileEntry entry =
        rig.bundle("v1", 1).manifest().manifest().files().stream()
            .filter(one -> one.path().value().equals(file))
            .findFirst()
            .orElseThrow();
    long end = 0;
    for (Chunk chunk : entry.digests().chunks()) {
      end += chunk.size();
      if (end > entry.size() / 2) {
        return chunk.size();
      }
    }
    throw new AssertionError("the middle lies in no chunk");
  }

  @Test
  void anIntactReleaseIsReadAndTheStoreIsAskedNothing() {
    Rig again = started();
    CycleReport report = again.node.repair();
    assertThat(report.outcome()).isEqualTo(Outcome.UNCHANGED);
    assertThat(report.sentence()).contains("every byte of mgeo-base v1").contains("is intact");
    assertThat(again.reads.requests).hasValue(0);
  }

  @Test
  void ofADamagedFileOnlyTheBadChunkIsFetchedAndTheDamagedReleaseStaysAsItIs() throws IOException {
    Path damaged = rig.activeFile("weights.bin").toRealPath();
    Damage.flip(damaged);
    byte[] bad = Files.readAllBytes(damaged);
    Rig again = started();
    List<ReleaseName> reloaded = new ArrayList<>();
    again.reload =
        pin -> {
          reloaded.add(again.service.current().orElseThrow());
          assertThat(damaged).hasBinaryContent(bad);
        };
    CycleReport report = again.node.repair();
    assertThat(report.outcome()).isEqualTo(Outcome.REPAIRED);
    assertThat(report.problem()).isEmpty();
    assertThat(again.reads.bytes).hasValue(middleChunkOf("weights.bin"));
    assertThat(reloaded).extracting(ReleaseName::copy).containsExactly(1);
    assertThat(again.activePin()).contains(v1);
    assertThat(started().node.repair().outcome()).isEqualTo(Outcome.UNCHANGED);
  }

  @Test
  void damageThatNoStatShowsIsFoundSinceNoRecordIsBelieved() throws IOException {
    Damage.rot(rig, "weights.bin");
    assertThat(started().node.resume()).isTrue();
    assertThat(started().node.repair().outcome()).isEqualTo(Outcome.REPAIRED);
  }

  @ParameterizedTest
  @ValueSource(strings = {Manifest.FILE_NAME, "SHA256SUMS", "vocab.txt"})
  void theSmallFilesAreRepairedToo(String file) throws IOException {
    Damage.flip(rig.activeFile(file));
    Rig again = started();
    assertThat(again.node.repair().outcome()).isEqualTo(Outcome.REPAIRED);
    assertThat(again.reads.bytes.get()).isLessThanOrEqualTo(2);
  }

  @Test
  void whileTheStoreIsAwayItStaysDamagedAndThatIsTheReport() throws IOException {
    Damage.flip(rig.activeFile("weights.bin"));
    Rig again = started();
    again.store.fail(call -> true);
    CycleReport report = again.node.repair();
    assertThat(report.outcome()).isEqualTo(Outcome.KEPT);
    assertThat(report.problem()).isPresent();
    again.store.heal();
    assertThat(started().node.repair().outcome()).isEqualTo(Outcome.REPAIRED);
  }

  @Test
  void whileTheChannelIsAwayTheOneLastReadIsBelieved() throws IOException {
    Damage.flip(rig.activeFile("weights.bin"));
    Rig again = rig.restarted();
    assertThat(again.node.repair().outcome()).isEqualTo(Outcome.REPAIRED);
  }

  @Test
  void onAnEmptyNodeThereIsNothingToRepair(@TempDir Path empty) {
    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(() -> Rig.in(empty).node.repair())
        .satisfies(refused -> assertThat(refused.kind()).isEqualTo(Refusal.Kind.MISSING))
        .withMessageContaining(" is active on this node; run a sync");
  }
}
