package io.mgeosync.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.mgeosync.channel.Channel;
import io.mgeosync.channel.ChannelSettings;
import io.mgeosync.channel.OnExpiry;
import io.mgeosync.channel.Pin;
import io.mgeosync.channel.Pins;
import io.mgeosync.gate.Condition.Finding;
import io.mgeosync.gate.Condition.Status;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each state and what it means for the gate; no clock, no disk, no thread is needed. */
final class StateConditionsTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final StateConditions FINDINGS = findings(Duration.ofHours(10), OnExpiry.REFUSE);
  private static final StateConditions LENIENT = findings(null, OnExpiry.SERVE);
  private static final BundleState NOTHING = BundleState.initial();

  @TempDir Path folder;

  private static Channel channel(Instant expires, Optional<Instant> rolloutEnds, Pin... serve) {
    return new Channel("production", 1, expires, rolloutEnds, List.of(serve), List.of());
  }

  private static BundleState knowing(Channel channel) {
    return NOTHING.withChannel(channel, NOW);
  }

  private static void assertFinding(Finding finding, Status status, String reason) {
    assertThat(finding.status()).isEqualTo(status);
    assertThat(finding.reason()).isEqualTo(reason);
  }

  @Test
  void nothingKnownIsUnknownNotWrong() {
    assertFinding(FINDINGS.desiredKnown(NOTHING, NOW), Status.UNKNOWN, "NeverRead");
    assertFinding(FINDINGS.verified(NOTHING), Status.UNKNOWN, "NothingActive");
    assertFinding(FINDINGS.active(NOTHING, NOW), Status.NOT_NOW, "NothingActive");
  }

  private static StateConditions findings(@Nullable Duration maxStaleness, OnExpiry onExpiry) {
    var policy =
        new ChannelSettings("production", Duration.ofMinutes(1), maxStaleness, onExpiry, null);
    return new StateConditions(Rig.NAME, policy, () -> "renew it");
  }

  /** Age when looked at, time left until the expiry. */
  @ParameterizedTest
  @CsvSource({
    "PT0S, PT1S, TRUE, Read",
    "PT10H, PT1S, TRUE, Read",
    "PT10H1S, PT1S, NOT_NOW, Stale",
    "PT0S, PT0S, NOT_NOW, Expired",
    "PT11H, PT-1S, NOT_NOW, Stale",
    "PT-1H, PT1S, TRUE, Read"
  })
  void whoWantsALimitIsRefusedBeyondItAndNeverAsWrong(
      Duration age, Duration left, Status status, String reason) throws IOException {
    assertFinding(FINDINGS.desiredKnown(serving(age, left), NOW), status, reason);
  }

  @ParameterizedTest
  @CsvSource({
    "PT0S, PT1S, Read",
    "PT168H, PT1S, Read",
    "PT168H1S, PT1S, StaleServing",
    "PT0S, PT0S, ExpiredServing",
    "PT9000H, PT-8000H, ExpiredServing"
  })
  void withoutALimitAnOldChannelGoesOnAndIsTold(Duration age, Duration left, String reason)
      throws IOException {
    assertFinding(LENIENT.desiredKnown(serving(age, left), NOW), Status.TRUE, reason);
  }

  private BundleState serving(Duration age, Duration left) throws IOException {
    Rig rig = Rig.in(folder);
    Pin v1 = rig.serving("v1", 1);
    Channel channel = channel(NOW.plus(left), Optional.empty(), v1);
    return rig.node.state().withChannel(channel, NOW.minus(age));
  }

  @Test
  void anExpiredChannelStartsNothing() {
    Channel expired = channel(NOW, Optional.empty(), Pins.pin("v1"));
    assertFinding(LENIENT.desiredKnown(knowing(expired), NOW), Status.NOT_NOW, "Expired");
    assertThat(LENIENT.desiredKnown(knowing(expired), NOW).message()).endsWith("; renew it");
  }

  @Test
  void aReadThatWasNotWrittenDownIsOlderThanAnyLimit() throws IOException {
    BundleState unknown = serving(Duration.between(Instant.EPOCH, NOW), Duration.ofDays(1));
    assertFinding(FINDINGS.desiredKnown(unknown, NOW), Status.NOT_NOW, "Stale");
    assertFinding(LENIENT.desiredKnown(unknown, NOW), Status.TRUE, "StaleServing");
    assertThat(LENIENT.desiredKnown(unknown, NOW).message()).contains("not known");
  }

  @Test
  void aChannelWithoutThisBundleDesiresNothing() {
    Channel other = channel(NOW.plusSeconds(9), Optional.empty(), Pins.pin("other", "v1"));
    assertFinding(FINDINGS.desiredKnown(knowing(other), NOW), Status.WRONG, "NotInChannel");
  }

  @Test
  void aBrokenReleaseIsWrongAlsoWhenItCouldNotEvenBeTakenUp() {
    BundleState broken = NOTHING.withIntegrity(new Integrity.Broken("weights.bin differs"));
    assertFinding(FINDINGS.verified(broken), Status.WRONG, "Corrupt");
    assertThat(FINDINGS.verified(broken).message()).isEqualTo("weights.bin differs");
  }

  @Test
  void anActiveReleaseIsJudgedByWhatTheChannelAllowsAtThisMoment() throws IOException {
    Rig rig = Rig.in(folder);
    Pin v1 = rig.serving("v1", 1);
    Pin v2 = Pins.pin("v2");
    Instant end = NOW.plusSeconds(60);
    assertActive(rig, channel(end, Optional.empty(), v1), NOW, Status.TRUE, "Desired");
    Channel rollout = channel(end.plusSeconds(60), Optional.of(end), v2, v1);
    assertActive(rig, rollout, end.minusSeconds(1), Status.TRUE, "StillAllowed");
    assertActive(rig, rollout, end, Status.WRONG, "NotAllowed");
    Channel alone = channel(end, Optional.empty(), v2);
    assertActive(rig, alone, NOW, Status.WRONG, "NotAllowed");
    Channel none = channel(end, Optional.empty());
    assertActive(rig, none, NOW, Status.WRONG, "NotAllowed");
  }

  private static void assertActive(
      Rig rig, Channel channel, Instant at, Status status, String reason) {
    BundleState state = rig.node.state().withChannel(channel, at);
    assertFinding(FINDINGS.active(state, at), status, reason);
    assertFinding(FINDINGS.active(state.switchBegun(), at), Status.NOT_NOW, "Switching");
    assertFinding(
        FINDINGS.active(state.inPhase(ActivationPhase.PROVING), at), Status.NOT_NOW, "Proving");
    assertFinding(
        FINDINGS.active(state.switchBegun().switchEnded(ActivationPhase.STEADY), at),
        status,
        reason);
  }

  @Test
  void aReleaseIsUnprovenUntilItsVerificationHasEnded() throws IOException {
    Rig rig = Rig.in(folder);
    rig.serving("v1", 1);
    BundleState state = rig.node.state();
    assertFinding(FINDINGS.verified(state), Status.TRUE, "Proven");
    BundleState unproven = state.withIntegrity(new Integrity.Unproven());
    assertFinding(FINDINGS.verified(unproven), Status.UNKNOWN, "Verifying");
  }
}
