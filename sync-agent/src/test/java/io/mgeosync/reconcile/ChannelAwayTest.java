package io.mgeosync.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.mgeosync.channel.Channel;
import io.mgeosync.channel.ChannelMemory;
import io.mgeosync.channel.ChannelSettings;
import io.mgeosync.channel.OnExpiry;
import io.mgeosync.channel.Pin;
import io.mgeosync.channel.Pins;
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

/**
 * A source that is away or unbelievable closes nothing; here what is known grows too old, since
 * max-staleness says so.
 */
final class ChannelAwayTest {
  private static final Instant LATE = Instant.parse("9999-01-01T00:00:00Z");
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final ChannelSettings LIMITED =
      new ChannelSettings(
          ScriptedChannel.NAME, Duration.ofMinutes(1), Rig.MAX_STALENESS, OnExpiry.SERVE, null);

  @TempDir Path folder;
  private Rig rig;
  private Pin v1;

  @BeforeEach
  void serveOne() throws IOException {
    rig = Rig.in(folder, LIMITED);
    v1 = rig.serving("v1", 1);
    assertThat(rig.closedBy()).isEmpty();
  }

  private void later(Duration by) {
    rig.clock.advance(by);
    rig.watch.look();
  }

  @Test
  void anOpenGateStaysOpenUntilTheChannelIsStaleAndOpensOnceItIsReadAgain() {
    rig.channel.goAway();
    for (int day = 0; day < 7; day++) {
      later(Duration.ofDays(1));
      CycleReport report = rig.cycleAndLook();
      assertThat(report.outcome()).isEqualTo(Outcome.KEPT);
      assertThat(kind(report)).isEqualTo(Refusal.Kind.UNAVAILABLE);
      assertThat(rig.open()).as("day %d", day).isTrue();
    }
    later(SECOND);
    assertThat(rig.closedBy()).containsExactly("DesiredKnown/Stale");
    rig.channel.serves(v1);
    assertThat(rig.cycleAndLook().success()).isTrue();
    assertThat(rig.open()).isTrue();
  }

  @Test
  void aRolledBackChannelMovesNothingAndIsSaid() throws IOException {
    Pin v2 = rig.publish("v2", 2);
    Channel last = rig.node.state().channel().orElseThrow();
    rig.channel.serves(v1);
    rig.cycleAndLook();
    rig.channel.exactly(
        new Channel(last.name(), last.sequence(), last.expires(), List.of(v2), List.of()));
    CycleReport report = rig.cycleAndLook();
    assertThat(report.outcome()).isEqualTo(Outcome.KEPT);
    assertThat(report.problem().orElseThrow())
        .hasMessageContaining("has gone back to sequence 1, and");
    assertThat(rig.activePin()).contains(v1);
    assertThat(rig.open()).isTrue();
  }

  @Test
  void aLeapInSequenceOrDateMovesNothingAndTheNextChannelIsFollowed() throws IOException {
    Pin v2 = rig.publish("v2", 2);
    Channel last = rig.node.state().channel().orElseThrow();
    Instant soon = last.expires();
    for (Channel leap :
        List.of(
            new Channel(last.name(), (1L << 53) - 1, soon, List.of(v2), List.of()),
            new Channel(last.name(), 2, LATE, List.of(v2), List.of()),
            new Channel(last.name(), 2, soon, Optional.of(LATE), List.of(v2), List.of()))) {
      rig.channel.exactly(leap);
      CycleReport report = rig.cycleAndLook();
      assertThat(report.outcome()).isEqualTo(Outcome.KEPT);
      assertThat(report.problem().orElseThrow().remedy()).contains("correct the script above ");
      assertThat(rig.activePin()).contains(v1);
      assertThat(rig.open()).isTrue();
    }
    rig.channel.exactly(new Channel(last.name(), 2, soon, List.of(v2), List.of()));
    assertThat(rig.cycleAndLook().outcome()).isEqualTo(Outcome.SWITCHED);
    assertThat(rig.activePin()).contains(v2);
  }

  @Test
  void whatTheLastGoodChannelWantsIsStillDoneWhileTheSourceIsAway() throws IOException {
    Pin v2 = rig.publish("v2", 2);
    rig.channel.serves(v2);
    assertThat(rig.node.urgent()).isTrue();
    rig.channel.goAway();
    CycleReport report = rig.cycleAndLook();
    assertThat(report.outcome()).isEqualTo(Outcome.SWITCHED);
    assertThat(kind(report)).isEqualTo(Refusal.Kind.UNAVAILABLE);
    assertThat(rig.activePin()).contains(v2);
    assertThat(rig.open()).isTrue();
  }

  @Test
  void aChannelThatDoesNotNameTheBundleKeepsTheReleaseAndClosesTheGate() {
    rig.channel.serves(Pins.pin("other-bundle", "v7"));
    CycleReport report = rig.cycleAndLook();
    assertThat(kind(report)).isEqualTo(Refusal.Kind.MISSING);
    assertThat(report.problem().orElseThrow()).hasMessageContaining(" names no version of ");
    assertThat(rig.activePin()).contains(v1);
    assertThat(rig.closedBy()).containsExactly("DesiredKnown/NotInChannel", "Active/NotAllowed");
  }

  @Test
  void aRestartWithEverythingAwayServesFromMemoryAndGrowsOldFromTheLastRealRead() {
    rig.clock.advance(Duration.ofDays(6));
    Rig again = rig.restarted();
    again.service.load();
    again.store.fail(call -> true);
    again.node.resume();
    again.cycleAndLook();
    assertThat(again.open()).isTrue();
    assertThat(again.store.calls()).isZero();
    again.clock.advance(Duration.ofDays(1));
    again.cycleAndLook();
    assertThat(again.open()).isTrue();
    again.clock.advance(SECOND);
    Rig third = again.restarted();
    third.service.load();
    third.node.resume();
    third.watch.look();
    assertThat(third.closedBy()).containsExactly("DesiredKnown/Stale");
  }

  @Test
  void aRestartWithoutTheNoteOfTheLastReadBelievesNoChannelFresh() throws IOException {
    Files.delete(rig.layout.lastCycle());
    Rig again = rig.restarted();
    again.service.load();
    again.node.resume();
    again.watch.look();
    assertThat(again.closedBy()).containsExactly("DesiredKnown/Stale");
  }

  @Test
  void aRestartWithADamagedMemoryKnowsNothingAndSaysWhy() throws IOException {
    Files.write(rig.layout.lastChannel(), new byte[] {'x'});
    Rig again = rig.restarted();
    again.service.load();
    again.node.resume();
    CycleReport report = again.cycleAndLook();
    assertThat(report.problem()).isPresent();
    assertThat(again.closedBy()).containsExactly("DesiredKnown/NeverRead", "Active/NeverRead");
  }

  @Test
  void theMemoryOfAnotherChannelSaysNothing() {
    Channel other =
        new Channel("staging", 99, rig.clock.instant().plusSeconds(60), List.of(v1), List.of());
    var memory = new ChannelMemory(rig.layout, seen -> "write above " + seen);
    memory.accept(other);
    memory.writeChannel();
    Rig again = rig.restarted();
    again.node.resume();
    assertThat(again.node.state().channel()).isEqualTo(Optional.empty());
    again.channel.serves(v1);
    assertThat(again.cycleAndLook().success()).isTrue();
  }

  private static Refusal.Kind kind(CycleReport report) {
    return report.problem().orElseThrow().kind();
  }
}
