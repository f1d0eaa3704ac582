package io.mgeosync.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.mgeosync.channel.Channel;
import io.mgeosync.channel.ChannelSettings;
import io.mgeosync.channel.OnExpiry;
import io.mgeosync.channel.Pin;
import io.mgeosync.gate.Condition.Status;
import io.mgeosync.gate.GateDecision;
import io.mgeosync.reconcile.CycleReport.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A channel that expires is no time bomb: what is active stays, and nothing new comes. */
final class ExpiryTest {
  private static final Duration DAY = Duration.ofDays(1);
  private static final ChannelSettings REFUSING =
      new ChannelSettings(ScriptedChannel.NAME, Duration.ofMinutes(1), null, OnExpiry.REFUSE, null);

  @TempDir Path folder;

  private static void later(Rig rig, Duration by) {
    rig.clock.advance(by);
    rig.watch.look();
  }

  /** Both where the store answers all the time, and where it is away all the time. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aYearInWhichNobodyPromotesClosesNoGateAndIsToldTwoWeeksBefore(boolean away)
      throws IOException {
    Rig rig = Rig.in(folder);
    Pin v1 = rig.serving("v1", 1);
    assertThat(rig.node.alarms()).isEmpty();
    if (away) {
      rig.channel.goAway();
    }
    for (int day = 1; day <= 365; day++) {
      later(rig, DAY);
      assertThat(rig.node.urgent()).as("day %d", day).isFalse();
      rig.cycleAndLook();
      assertThat(rig.closedBy()).as("day %d", day).isEmpty();
      assertThat(rig.activePin()).contains(v1);
      boolean told = rig.node.alarms().stream().anyMatch(alarm -> alarm.contains("expire"));
      assertThat(told).as("day %d: %s", day, rig.node.alarms()).isEqualTo(day > 76);
      boolean stale = rig.node.alarms().stream().anyMatch(alarm -> alarm.contains("last read"));
      assertThat(stale).as("day %d: %s", day, rig.node.alarms()).isEqualTo(away && day > 7);
    }
    assertThat(rig.node.alarms())
        .first()
        .asString()
        .matches(
            "channel production expired at \\S+: what is active stays, nothing new is accepted;"
                + " renew the script");
  }

  @Test
  void theAlarmSaysHowMuchTimeIsLeftAndWhatToDo() throws IOException {
    Rig rig = Rig.in(folder);
    rig.serving("v1", 1);
    Instant expires = rig.node.state().channel().orElseThrow().expires();
    rig.clock.advance(Duration.ofDays(76).plusHours(5));
    assertThat(rig.node.alarms())
        .containsExactly(
            "channel production expires in 13 days, at " + expires + "; renew the script",
            "channel production was last read 1829 h ago; check the store");
    rig.cycleAndLook();
    rig.clock.advance(Duration.ofDays(13).minusMinutes(7));
    assertThat(rig.node.alarms().getFirst()).startsWith("channel production expires in 19 h 0 min");
  }

  @Test
  void anExpiredChannelActivatesNothingNewUntilItIsRenewed() throws IOException {
    Rig rig = Rig.in(folder);
    Pin v1 = rig.serving("v1", 1);
    Pin v2 = rig.publish("v2", 2);
    rig.channel.says(Optional.of(rig.clock.instant().plus(DAY)), List.of(v2, v1), List.of());
    assertThat(rig.node.urgent()).isFalse();
    rig.channel.exactly(expiring(rig, 3, Duration.ofSeconds(9), v2, v1));
    rig.node.urgent();
    later(rig, Duration.ofSeconds(10));
    CycleReport report = rig.cycleAndLook();
    assertThat(report.outcome()).isEqualTo(Outcome.KEPT);
    assertThat(report.problem().orElseThrow()).hasMessageContaining(") expired at ");
    assertThat(report.sentence()).contains("renew the script");
    assertThat(rig.activePin()).contains(v1);
    assertThat(rig.closedBy()).isEmpty();
    rig.channel.exactly(expiring(rig, 4, DAY, v2, v1));
    assertThat(rig.cycleAndLook().outcome()).isEqualTo(Outcome.SWITCHED);
    assertThat(rig.activePin()).contains(v2);
    assertThat(rig.open()).isTrue();
  }

  private static Channel expiring(Rig rig, long sequence, Duration in, Pin... serve) {
    Instant expires = rig.clock.instant().plus(in);
    return new Channel(ScriptedChannel.NAME, sequence, expires, List.of(serve), List.of());
  }

  @Test
  void whatAnExpiredChannelSaysForTheFirstTimeIsNotBelieved() throws IOException {
    Rig rig = Rig.in(folder);
    Pin v1 = rig.serving("v1", 1);
    Pin v2 = rig.publish("v2", 2);
    rig.channel.exactly(expiring(rig, 9, Duration.ZERO, v2));
    CycleReport report = rig.cycleAndLook();
    assertThat(report.problem().orElseThrow()).hasMessageContaining(") expired at ");
    assertThat(rig.activePin()).contains(v1);
    assertThat(rig.open()).isTrue();
    assertThat(rig.node.alarms()).isEmpty();
  }

  @Test
  void aNodeWithoutAReleaseDoesNotStartFromAnExpiredChannel() throws IOException {
    Rig rig = Rig.in(folder);
    Pin v1 = rig.publish("v1", 1);
    rig.store.fail(call -> true);
    rig.channel.exactly(expiring(rig, 1, DAY, v1));
    rig.cycleAndLook();
    rig.store.heal();
    later(rig, DAY);
    CycleReport report = rig.cycleAndLook();
    assertThat(report.sentence()).startsWith("nothing is active: channel \"production\"");
    assertThat(rig.activePin()).isEmpty();
    assertThat(rig.closedBy()).first().isEqualTo("DesiredKnown/Expired");
  }

  @Test
  void aRestartAfterTheExpiryGoesOnWithWhatWasActive() throws IOException {
    Rig rig = Rig.in(folder);
    Pin v1 = rig.serving("v1", 1);
    rig.clock.advance(Duration.ofDays(200));
    Rig again = rig.restarted();
    again.service.load();
    again.node.resume();
    again.watch.look();
    assertThat(again.closedBy()).isEmpty();
    assertThat(again.activePin()).contains(v1);
  }

  @Test
  void aDamagedReleaseIsRepairedAfterTheExpiryAlsoWhenItWasDamagedWhileTheAgentWasDown()
      throws IOException {
    Rig rig = Rig.in(folder);
    Pin v1 = rig.serving("v1", 1);
    rig.channel.exactly(expiring(rig, 2, DAY, v1));
    rig.cycleAndLook();
    later(rig, DAY);
    damage(rig.activeFile("weights.bin"));
    rig.watch.look();
    assertThat(rig.closedBy()).containsExactly("Verified/Corrupt");
    assertThat(rig.cycleAndLook().outcome()).isEqualTo(Outcome.REPAIRED);
    assertThat(rig.closedBy()).isEmpty();
    damage(rig.activeFile("weights.bin"));
    Rig again = rig.restarted();
    again.channel.continues(rig.channel);
    again.service.load();
    again.node.resume();
    assertThat(again.activePin()).isEmpty();
    assertThat(again.cycleAndLook().problem().orElseThrow()).hasMessageContaining(") expired at ");
    assertThat(again.activePin()).contains(v1);
    assertThat(again.closedBy()).isEmpty();
  }

  private static void damage(Path file) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    Files.write(file, new byte[] {7});
  }

  @Test
  void whereTheOperatorWantsItAnExpiredChannelClosesTheGateAndProvesNothing() throws IOException {
    Rig rig = Rig.in(folder, REFUSING);
    Pin v1 = rig.serving("v1", 1);
    rig.channel.exactly(expiring(rig, 9, DAY, v1));
    rig.cycleAndLook();
    assertThat(rig.open()).isTrue();
    later(rig, DAY);
    rig.cycleAndLook();
    assertThat(rig.closedBy()).containsExactly("DesiredKnown/Expired");
    assertThat(kind(rig)).isEqualTo(Status.NOT_NOW);
    rig.channel.exactly(expiring(rig, 10, DAY, v1));
    rig.cycleAndLook();
    assertThat(rig.open()).isTrue();
  }

  private static Status kind(Rig rig) {
    Instant now = rig.clock.instant();
    return rig.gate.snapshot().decide(now) instanceof GateDecision.Refuse refuse
        ? refuse.kind(now)
        : Status.TRUE;
  }

  /** A rollout that ended while the channel was valid has ended; its expiry ends none. */
  @Test
  void theExpiryNeitherEndsARolloutNorBeginsOneAgain() throws IOException {
    Rig rig = Rig.in(folder);
    Pin v1 = rig.serving("v1", 1);
    Pin v2 = rig.publish("v2", 2);
    Instant start = rig.clock.instant();
    Instant late = start.plus(DAY);
    rig.channel.exactly(rollout(2, late, late, v2, v1));
    rig.node.urgent();
    later(rig, DAY.multipliedBy(3));
    assertThat(rig.closedBy()).isEmpty();
    Instant expires = start.plus(DAY.multipliedBy(5));
    rig.channel.exactly(rollout(3, expires, expires.minus(DAY), v2, v1));
    rig.node.urgent();
    rig.store.fail(call -> true);
    later(rig, DAY);
    assertThat(rig.closedBy()).containsExactly("Active/NotAllowed");
    assertThat(kind(rig)).isEqualTo(Status.WRONG);
    later(rig, DAY.multipliedBy(9));
    assertThat(rig.closedBy()).containsExactly("Active/NotAllowed");
    assertThat(kind(rig)).isEqualTo(Status.WRONG);
  }

  private static Channel rollout(long sequence, Instant expires, Instant ends, Pin... serve) {
    return new Channel(
        ScriptedChannel.NAME, sequence, expires, Optional.of(ends), List.of(serve), List.of());
  }
}
