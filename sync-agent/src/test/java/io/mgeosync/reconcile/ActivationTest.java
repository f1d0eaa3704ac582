package io.mgeosync.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.mgeosync.activate.CommandReload;
import io.mgeosync.channel.Pin;
import io.mgeosync.disk.ReleaseName;
import io.mgeosync.reconcile.CycleReport.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An activation counts once the service has proven it for a while; otherwise it is undone. */
final class ActivationTest {
  @TempDir Path folder;
  private Rig rig;
  private Pin v1;
  private Pin v2;

  @BeforeEach
  void serveOneOfTwo() throws IOException {
    rig = Rig.proving(folder);
    v1 = rig.serving("v1", 1);
    v2 = rig.publish("v2", 2);
    assertThat(rig.closedBy()).isEmpty();
  }

  /** The new one is desired, the old one may still serve. */
  private void rollOut() {
    Instant end = rig.clock.instant().plus(Duration.ofHours(1));
    rig.channel.says(Optional.of(end), List.of(v2, v1), List.of());
  }

  private void assertActive(Pin pin) {
    assertThat(rig.activePin()).contains(pin);
    assertThat(rig.service.current()).contains(ReleaseName.of(pin.version(), pin.digest()));
  }

  private void assertRolledBack(CycleReport report, String why) {
    assertThat(report.outcome()).isEqualTo(Outcome.ROLLED_BACK);
    assertThat(report.problem()).get().isInstanceOf(PoisonedException.class);
    assertThat(report.sentence())
        .startsWith("rolled back to " + v1 + ": " + v2 + " failed on this node at ")
        .contains(why)
        .endsWith("promote another version, or run: mgeo-sync unpoison")
        .hasLineCount(1);
    assertActive(v1);
    assertThat(rig.service.loaded()).isEqualTo(rig.service.current());
  }

  @Test
  void theGateStaysClosedUntilTheSoakHasEndedThoughEveryLookIsGood() {
    Instant begun = rig.clock.instant();
    var rounds = new AtomicInteger();
    rig.pause =
        time -> {
          rig.watch.look();
          assertThat(rig.closedBy()).containsExactly("Active/Proving");
          rounds.incrementAndGet();
          rig.clock.advance(time);
        };
    rollOut();
    assertThat(rig.node.runCycle().outcome()).isEqualTo(Outcome.SWITCHED);
    assertThat(rounds).hasValue(2);
    assertThat(rig.clock.instant()).isEqualTo(begun.plus(Rig.PATIENCE.soak()));
    rig.watch.stateChanged();
    assertThat(rig.open()).isTrue();
    assertActive(v2);
    assertThat(rig.layout.journal()).content().contains("{\"committed\":");
  }

  @Test
  void aHookThatFailsForTheNewOneAloneRollsBackAndTheGateOpensAgain() {
    rig.reload =
        pin -> {
          if (pin.equals(v2)) {
            new CommandReload(List.of("false"), Duration.ofSeconds(10)).run(pin);
          }
          rig.service.load();
        };
    rollOut();
    assertRolledBack(rig.cycleAndLook(), "the reload hook false exited with 1");
    assertThat(rig.closedBy()).isEmpty();
  }

  @Test
  void aServiceThatNeverLoadsTheNewOneIsWaitedForUntilTheDeadlineAndNoLonger() {
    rig.service.unloadable.add("v2");
    Instant begun = rig.clock.instant();
    rollOut();
    assertRolledBack(rig.cycleAndLook(), "not proven within 2m: ");
    assertThat(Duration.between(begun, rig.clock.instant()))
        .isBetween(Duration.ofSeconds(130), Duration.ofSeconds(145));
    assertThat(rig.closedBy()).isEmpty();
  }

  @Test
  void aServiceThatLoadsSlowlyIsNoFailure() {
    var asked = new AtomicInteger();
    rig.reload = pin -> {};
    rig.pause =
        time -> {
          if (asked.incrementAndGet() == 20) {
            rig.service.load();
          }
          rig.clock.advance(time);
        };
    rollOut();
    assertThat(rig.cycleAndLook().success()).isTrue();
    assertActive(v2);
    assertThat(rig.open()).isTrue();
  }

  @Test
  void wrongGoldenAnswersRollBackInTheSameRound() {
    rig.service.nonsense.add("v2");
    Instant begun = rig.clock.instant();
    rollOut();
    assertRolledBack(rig.cycleAndLook(), "v2 answers nonsense");
    assertThat(Duration.between(begun, rig.clock.instant())).isEqualTo(Rig.PATIENCE.soak());
    assertThat(rig.closedBy()).isEmpty();
  }

  @Test
  void wrongGoldenAnswersOfTheOldModelSayNothingOfTheNewOne() {
    rig.service.nonsense.add("v1");
    rig.reload = pin -> {};
    var asked = new AtomicInteger();
    rig.pause =
        time -> {
          rig.watch.look();
          if (asked.incrementAndGet() == 3) {
            rig.service.load();
          }
          rig.clock.advance(time);
        };
    rollOut();
    assertThat(rig.node.runCycle().success()).isTrue();
    assertActive(v2);
  }

  @Test
  void aMissDuringTheSoakBeginsItAnew() {
    Instant begun = rig.clock.instant();
    var asked = new AtomicInteger();
    rig.pause =
        time -> {
          rig.service.down = asked.incrementAndGet() == 2;
          rig.clock.advance(time);
        };
    rollOut();
    assertThat(rig.cycleAndLook().success()).isTrue();
    assertThat(Duration.between(begun, rig.clock.instant())).isEqualTo(Duration.ofSeconds(25));
  }

  @Test
  void aServiceThatKeepsFallingOverIsGivenUpAtTheDeadline() {
    var asked = new AtomicInteger();
    rig.pause =
        time -> {
          boolean second = rig.activePin().orElseThrow().equals(v2);
          rig.service.down = second && asked.incrementAndGet() % 2 == 0;
          rig.clock.advance(time);
        };
    rollOut();
    assertRolledBack(rig.cycleAndLook(), "not proven within 2m: ");
  }

  @Test
  void aReleaseThatTheChannelForbidsIsRolledBackToAllTheSameAndDoesNotServe() {
    rig.service.nonsense.add("v2");
    rig.channel.serves(v2);
    assertRolledBack(rig.cycleAndLook(), "nonsense");
    assertThat(rig.closedBy()).containsExactly("Active/NotAllowed");
    rig.channel.serves(v1);
    assertThat(rig.cycleAndLook().success()).isTrue();
    assertThat(rig.open()).isTrue();
  }

  @Test
  void aDiskThatCannotTakeTheCommitDoesNotKeepTheGateClosed() throws IOException {
    byte[][] journal = new byte[1][];
    rig.pause =
        time -> {
          replaceJournalByAFolder(journal);
          rig.clock.advance(time);
        };
    rollOut();
    assertThat(rig.cycleAndLook().problem()).isPresent();
    assertActive(v2);
    assertThat(rig.open()).isTrue();
    Files.delete(rig.layout.journal());
    Files.write(rig.layout.journal(), journal[0]);
    Rig again = rig.provingAgain();
    again.node.resume();
    assertThat(again.node.unproven()).isTrue();
    assertThat(again.cycleAndLook().success()).isTrue();
    assertThat(again.open()).isTrue();
  }

  private void replaceJournalByAFolder(byte[][] kept) {
    try {
      if (Files.isRegularFile(rig.layout.journal())) {
        kept[0] = Files.readAllBytes(rig.layout.journal());
        Files.delete(rig.layout.journal());
        Files.createDirectory(rig.layout.journal());
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void anAgentThatIsStoppedKnowsNothingAndTriesAgainAtItsNextStart() {
    rig.pause =
        time -> {
          throw new InterruptedException("stop");
        };
    rollOut();
    CycleReport report = rig.cycleAndLook();
    assertThat(Thread.interrupted()).isTrue();
    assertThat(report.problem()).get().isInstanceOf(NotProvenException.class);
    assertThat(rig.closedBy()).containsExactly("Active/Proving");
    Rig again = rig.provingAgain();
    again.node.resume();
    again.watch.look();
    assertThat(again.closedBy()).containsExactly("Active/Proving");
    assertThat(again.cycleAndLook().sentence())
        .isEqualTo("switched from %s, which was not proven yet to %s".formatted(v2, v2));
    assertThat(again.open()).isTrue();
  }

  @Test
  void aRepairIsNoTrialOfTheBundle() throws IOException {
    Path weights = rig.activeFile("weights.bin");
    assertThat(weights.toFile().setWritable(true)).isTrue();
    Files.write(weights, new byte[] {1});
    rig.watch.look();
    assertThat(rig.closedBy()).contains("Verified/Corrupt");
    rig.pause =
        time -> {
          throw new AssertionError("nobody waits");
        };
    assertThat(rig.cycleAndLook().outcome()).isEqualTo(Outcome.REPAIRED);
    assertThat(rig.open()).isTrue();
  }
}
