package io.mgeosync.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.mgeosync.channel.Pin;
import io.mgeosync.disk.ReleaseName;
import io.mgeosync.gate.Condition;
import io.mgeosync.gate.ConditionType;
import io.mgeosync.reconcile.CycleReport.Outcome;
import io.mgeosync.store.FaultyStore;
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

/** While a rollout lasts the version before may serve; what is prefetched waits on the disk. */
final class RolloutTest {
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

  private Instant inOneHour() {
    return rig.clock.instant().plus(Duration.ofHours(1));
  }

  private String activeReason() {
    return rig.gate.snapshot().conditions().stream()
        .filter(condition -> condition.type() == ConditionType.ACTIVE)
        .map(Condition::reason)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theOldVersionMayServeUntilTheRolloutEndsAndNotAMomentLonger() {
    rig.channel.says(Optional.of(inOneHour()), List.of(v2, v1), List.of());
    assertThat(rig.node.urgent()).isFalse();
    rig.clock.advance(Duration.ofHours(1).minusSeconds(1));
    rig.watch.look();
    assertThat(activeReason()).isEqualTo("StillAllowed");
    assertThat(rig.open()).isTrue();
    rig.clock.advance(Duration.ofSeconds(1));
    rig.watch.look();
    assertThat(rig.closedBy()).containsExactly("Active/NotAllowed");
    assertThat(rig.node.urgent()).isTrue();
    assertThat(rig.cycleAndLook().outcome()).isEqualTo(Outcome.SWITCHED);
    assertThat(activeReason()).isEqualTo("Desired");
    assertThat(rig.open()).isTrue();
  }

  @Test
  void aChannelThatForbidsTheActiveVersionIsUrgentAndClosesAtTheNextLook() {
    assertThat(rig.node.urgent()).isFalse();
    rig.channel.serves(v2);
    assertThat(rig.node.urgent()).isTrue();
    rig.watch.look();
    assertThat(rig.closedBy()).containsExactly("Active/NotAllowed");
    assertThat(rig.activePin()).contains(v1);
  }

  @Test
  void anEmptyNodeIsUrgentOnceItKnowsItsChannelAndNotBefore(@TempDir Path other)
      throws IOException {
    Rig empty = Rig.in(other);
    assertThat(empty.node.urgent()).isFalse();
    empty.channel.serves(empty.publish("v1", 1));
    assertThat(empty.node.urgent()).isTrue();
    empty.watch.look();
    assertThat(empty.closedBy()).contains("Verified/NothingActive", "Active/NothingActive");
  }

  @Test
  void aPrefetchedPinIsOnTheDiskAndCurrentHasNotMoved() {
    rig.channel.says(Optional.empty(), List.of(v1), List.of(v2));
    assertThat(rig.cycleAndLook().outcome()).isEqualTo(Outcome.UNCHANGED);
    ReleaseName ahead = ReleaseName.of(v2.version(), v2.digest());
    assertThat(rig.layout.release(ahead).resolve("weights.bin")).exists();
    assertThat(rig.service.current()).contains(ReleaseName.of(v1.version(), v1.digest()));
    assertThat(rig.open()).isTrue();
    rig.store.fail(call -> true);
    rig.channel.serves(v2);
    assertThat(rig.cycleAndLook().success()).isTrue();
    assertThat(rig.activePin()).contains(v2);
  }

  @Test
  void aPrefetchThatFailsDisturbsNothing() {
    rig.store.fail(FaultyStore.on("open"));
    rig.channel.says(Optional.empty(), List.of(v1), List.of(v2));
    assertThat(rig.cycleAndLook().outcome()).isEqualTo(Outcome.UNCHANGED);
    assertThat(Files.exists(rig.layout.release(ReleaseName.of(v2.version(), v2.digest()))))
        .isFalse();
    assertThat(rig.open()).isTrue();
  }
}
