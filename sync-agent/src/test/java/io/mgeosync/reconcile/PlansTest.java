package io.mgeosync.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.mgeosync.channel.Pin;
import io.mgeosync.disk.TestFiles;
import io.mgeosync.reconcile.CyclePlan.Removal;
import io.mgeosync.reconcile.CycleReport.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plan says what the cycle then does. */
final class PlansTest {
  @TempDir Path folder;
  private Rig rig;
  private final List<Pin> pins = new ArrayList<>();

  @BeforeEach
  void publish() throws IOException {
    rig = Rig.in(folder);
    for (int version = 1; version <= 6; version++) {
      pins.add(rig.publish("v" + version, version));
    }
  }

  private Pin v(int version) {
    return pins.get(version - 1);
  }

  private Set<String> releases() {
    String[] names = rig.layout.releases().toFile().list();
    return new TreeSet<>(names == null ? List.of() : List.of(names));
  }

  /** Plans, runs the cycle, and compares what went. */
  private CyclePlan planAndRun() {
    Set<String> before = releases();
    CyclePlan plan = rig.node.plan();
    assertThat(releases()).isEqualTo(before);
    rig.cycleAndLook();
    before.removeAll(releases());
    assertThat(plan.removed())
        .extracting(removal -> removal.release().toString())
        .containsExactlyElementsOf(before);
    return plan;
  }

  @Test
  void overAWholeLifeThePlanNamesExactlyWhatTheCycleDeletes() {
    int deleted = 0;
    for (int wanted : new int[] {1, 2, 3, 4, 4, 3, 5, 1, 6, 6, 2}) {
      rig.channel.serves(v(wanted));
      deleted += planAndRun().removed().size();
    }
    assertThat(deleted).isEqualTo(5);
  }

  @Test
  void whatIsForLaterIsPlannedUntilItIsHere() {
    rig.channel.says(Optional.empty(), List.of(v(1)), List.of(v(2), v(3)));
    CyclePlan plan = planAndRun();
    assertThat(plan.prefetched()).extracting(one -> one.pin()).containsExactly(v(2), v(3));
    assertThat(plan.prefetched().getFirst().fetched().bytes()).isPositive();
    assertThat(planAndRun().prefetched()).isEmpty();
    rig.channel.serves(v(4));
    assertThat(planAndRun().removed()).hasSize(2);
  }

  @Test
  void whatCannotBeFetchedAheadIsSaidAndHidesNothing() throws IOException {
    Pin nowhere = rig.bundle("v9", 9).pin();
    rig.channel.says(Optional.empty(), List.of(v(1)), List.of(nowhere));
    CyclePlan plan = planAndRun();
    assertThat(plan.problems()).hasSize(1);
    assertThat(plan.desired().fetched().bytes()).isEqualTo(plan.desired().totalBytes());
  }

  @Test
  void aRepairPlansTheBadChunkAloneAndTheDamagedCopyGoes() throws IOException {
    rig.channel.serves(v(1));
    rig.cycleAndLook();
    Path weights = rig.activeFile("weights.bin");
    byte[] bytes = Files.readAllBytes(weights);
    bytes[30_000] ^= 1;
    Files.write(TestFiles.writable(weights), bytes);
    rig.watch.look();
    CyclePlan plan = planAndRun();
    assertThat(plan.desired().fetched().chunks()).isEqualTo(1);
    assertThat(plan.removed()).hasSize(1);
    assertThat(plan.removedBytes()).isGreaterThan(60_000);
    assertThat(plan.removed()).extracting(Removal::bytes).containsExactly(plan.removedBytes());
    assertThat(rig.node.state().lastCycle().orElseThrow().outcome()).isEqualTo(Outcome.REPAIRED);
  }
}
