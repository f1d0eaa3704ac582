package io.mgeosync.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.mgeosync.activate.PoisonList;
import io.mgeosync.channel.Pin;
import io.mgeosync.reconcile.CycleReport.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the release before comes to on the same node says who is at fault. */
final class BlameTest {
  @TempDir Path folder;
  private Rig rig;
  private Pin v1;
  private Pin v2;
  private final AtomicInteger reloads = new AtomicInteger();

  @BeforeEach
  void serveOneOfTwo() throws IOException {
    rig = Rig.proving(folder);
    v1 = rig.serving("v1", 1);
    v2 = rig.publish("v2", 2);
    rig.reload =
        pin -> {
          reloads.incrementAndGet();
          rig.service.load();
        };
    rig.channel.says(
        Optional.of(rig.clock.instant().plus(Duration.ofHours(1))), List.of(v2, v1), List.of());
  }

  @ParameterizedTest
  @CsvSource({
    // the new one's golden answers, the old one's; what follows, active, poisoned, reloads
    "good,  good,  SWITCHED,    v2, false, 1",
    "good,  wrong, SWITCHED,    v2, false, 1",
    "wrong, good,  ROLLED_BACK, v1, true,  2",
    "wrong, wrong, SWITCHED,    v2, false, 3"
  })
  void theMatrix(
      String next, String before, Outcome outcome, String active, boolean poisoned, int reloaded) {
    if (next.equals("wrong")) {
      rig.service.nonsense.add("v2");
    }
    if (before.equals("wrong")) {
      rig.service.nonsense.add("v1");
    }
    assertThat(rig.cycleAndLook().outcome()).isEqualTo(outcome);
    assertThat(rig.activePin().orElseThrow().version().value()).isEqualTo(active);
    assertThat(new PoisonList(rig.layout).find(v2).isPresent()).isEqualTo(poisoned);
    assertThat(reloads).hasValue(reloaded);
    assertThat(rig.open()).isEqualTo(!next.equals("wrong") || !before.equals("wrong"));
  }

  @Test
  void aBrokenGpuIsSaidAndCausesNoFurtherChurn() {
    rig.service.nonsense.addAll(List.of("v1", "v2"));
    CycleReport report = rig.cycleAndLook();
    assertThat(report.sentence())
        .startsWith(
            "switched from %s to %s; but the service or the GPU is at fault".formatted(v1, v2))
        .contains("v2 answers nonsense", "v1 answers nonsense");
    assertThat(rig.closedBy()).containsExactly("SmokePassed/WrongAnswer");
    for (int night = 0; night < 5; night++) {
      assertThat(rig.node.urgent()).isFalse();
      assertThat(rig.cycleAndLook().outcome()).isEqualTo(Outcome.UNCHANGED);
    }
    assertThat(reloads).hasValue(3);
    Rig again = rig.provingAgain();
    again.node.resume();
    assertThat(again.node.unproven()).isFalse();
    again.service.nonsense.clear();
    again.watch.look();
    assertThat(again.closedBy()).isEmpty();
  }

  @Test
  void aServiceThatIsDownIsNotTheBundlesFault() {
    rig.service.down = true;
    CycleReport report = rig.cycleAndLook();
    assertThat(report.problem()).get().isInstanceOf(NotProvenException.class);
    assertThat(rig.activePin()).contains(v2);
    assertThat(new PoisonList(rig.layout).all()).isEmpty();
    assertThat(rig.open()).isFalse();
    rig.service.down = false;
    rig.watch.look();
    assertThat(rig.closedBy()).isEmpty();
  }

  @Test
  void theFirstReleaseOfANodeHasNothingToBeComparedWith(@TempDir Path other) throws IOException {
    Rig empty = Rig.proving(other);
    empty.service.nonsense.add("v1");
    Pin first = empty.publish("v1", 1);
    empty.channel.serves(first);
    CycleReport report = empty.cycleAndLook();
    assertThat(report.sentence()).contains("no earlier release is here to go back to");
    assertThat(empty.activePin()).contains(first);
    assertThat(new PoisonList(empty.layout).all()).isEmpty();
    assertThat(empty.closedBy()).containsExactly("SmokePassed/WrongAnswer");
    empty.service.nonsense.clear();
    empty.watch.look();
    assertThat(empty.open()).isTrue();
  }

  /** A node that had its first release before its service. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aReleaseThatProvedItselfLaterIsOneToGoBackTo(boolean proven, @TempDir Path other)
      throws IOException {
    Rig early = Rig.proving(other);
    early.service.down = true;
    Pin first = early.publish("v1", 1);
    early.channel.serves(first);
    assertThat(early.cycleAndLook().problem()).isPresent();
    early.service.down = !proven;
    early.watch.look();
    assertThat(early.open()).isEqualTo(proven);
    early.service.nonsense.add("v2");
    early.channel.serves(early.publish("v2", 2));
    assertThat(early.cycleAndLook().outcome())
        .isEqualTo(proven ? Outcome.ROLLED_BACK : Outcome.SWITCHED);
    assertThat(early.activePin().equals(Optional.of(first))).isEqualTo(proven);
  }

  /**
   * A look that is late when the next cycle begins takes nothing back of what was proven before.
   */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aReleaseThatHasServedIsProvenThoughALookIsLateNow(boolean restarted, @TempDir Path other)
      throws IOException {
    Rig early = Rig.proving(other);
    early.service.down = true;
    Pin first = early.publish("v1", 1);
    early.channel.serves(first);
    assertThat(early.cycleAndLook().problem()).isPresent();
    early.service.down = false;
    early.watch.look();
    assertThat(early.open()).isTrue();
    early.service.down = true;
    early.watch.look();
    Rig now = restarted ? early.provingAgain() : early;
    if (restarted) {
      now.node.resume();
    }
    now.service.down = false;
    now.service.nonsense.add("v2");
    now.channel.serves(now.publish("v2", 2));
    if (!restarted) {
      now.clock.advance(Duration.ofMinutes(1));
    }
    assertThat(now.cycleAndLook().outcome()).isEqualTo(Outcome.ROLLED_BACK);
    assertThat(now.activePin()).contains(first);
  }

  @Test
  void aReleaseBeforeThatWasDamagedMeanwhileIsNotGoneBackTo() throws IOException {
    Path weights = rig.activeFile("weights.bin");
    rig.service.nonsense.add("v2");
    rig.reload =
        pin -> {
          Damage.flip(weights);
          rig.service.load();
        };
    assertThat(rig.cycleAndLook().sentence()).contains("no earlier release is here");
    assertThat(rig.activePin()).contains(v2);
    assertThat(new PoisonList(rig.layout).all()).isEmpty();
  }

  @Test
  void onlyAReleaseThatWasProvenIsGoneBackTo() throws IOException {
    rig.service.nonsense.add("v2");
    rig.cycleAndLook();
    Pin v3 = rig.publish("v3", 3);
    rig.service.nonsense.add("v3");
    rig.channel.serves(v3);
    assertThat(rig.cycleAndLook().outcome()).isEqualTo(Outcome.ROLLED_BACK);
    assertThat(rig.activePin()).contains(v1);
    assertThat(new PoisonList(rig.layout).all())
        .extracting(one -> one.pin())
        .containsExactly(v2, v3);
  }
}
