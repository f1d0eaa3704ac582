package io.mgeosync.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.mgeosync.channel.Pin;
import io.mgeosync.gate.Condition;
import io.mgeosync.gate.Condition.Finding;
import io.mgeosync.gate.Condition.Status;
import io.mgeosync.gate.ConditionType;
import io.mgeosync.gate.Gate;
import io.mgeosync.gate.SettableClock;
import io.mgeosync.manifest.BundleName;
import io.mgeosync.manifest.BundleVersion;
import io.mgeosync.manifest.digest.Digest;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is made of a gate's snapshot. */
final class BundleVerdictTest {
  private static final Duration FRESH = Duration.ofSeconds(18);
  private static final Pin PIN =
      new Pin(
          new BundleName("mgeo-base"), new BundleVersion("v1"), Digest.sha256Of(new byte[] {1}));
  private static final Finding YES = Finding.yes("Good", "good");

  private final SettableClock clock = new SettableClock();
  private final Gate gate =
      new Gate(
          new BundleName("mgeo-base"),
          EnumSet.of(ConditionType.ACTIVE, ConditionType.SERVED, ConditionType.SMOKE_PASSED),
          clock,
          edge -> {});

  private void all(Finding finding) {
    for (var type :
        EnumSet.of(ConditionType.ACTIVE, ConditionType.SERVED, ConditionType.SMOKE_PASSED)) {
      gate.observe(type, finding, FRESH);
    }
  }

  private BundleVerdict verdict() {
    return BundleVerdict.of(
        gate.snapshot(), Optional.empty(), Optional.of(Duration.ofMillis(12)), clock.instant());
  }

  @Test
  void whatWasNeverLookedAtIsNeitherReadyNorWrong() {
    assertThat(verdict().ready()).isFalse();
    assertThat(verdict().kind()).isEqualTo(Status.UNKNOWN);
    assertThat(verdict().served()).contains(false);
    assertThat(verdict().reasons())
        .hasSize(3)
        .first()
        .isEqualTo("mgeo-base: Active: the agent has just started and has not looked at it yet");
  }

  @Test
  void whatHoldsGoesStaleByItself() {
    all(YES);
    assertThat(verdict().ready()).isTrue();
    assertThat(verdict().smokeTook()).contains(Duration.ofMillis(12));
    clock.advance(FRESH.plusMillis(1));
    assertThat(verdict().ready()).isFalse();
    assertThat(verdict().kind()).isEqualTo(Status.UNKNOWN);
    assertThat(verdict().smoke()).contains(false);
  }

  @Test
  void manyLateAnswersAreUnknownAndNotWrong() {
    all(YES);
    gate.observe(ConditionType.SERVED, Finding.unknown("NoAnswer", "3 in a row"), FRESH);
    assertThat(verdict().ready()).isFalse();
    assertThat(verdict().kind()).isEqualTo(Status.UNKNOWN);
    gate.observe(ConditionType.SERVED, Finding.wrong("WrongVersion", "v1"), FRESH);
    assertThat(verdict().kind()).isEqualTo(Status.WRONG);
  }

  @Test
  void whatNeedsNoProbeIsWrongWhenItIsFalse() {
    all(YES);
    gate.observe(ConditionType.ACTIVE, Finding.wrong("NotAllowed", "v1"), FRESH);
    assertThat(verdict().kind()).isEqualTo(Status.WRONG);
    gate.observe(ConditionType.ACTIVE, Finding.notNow("Proving", "v2"), FRESH);
    assertThat(verdict().kind()).isEqualTo(Status.NOT_NOW);
    gate.observe(ConditionType.SERVED, Finding.unknown("NoAnswer", "late"), FRESH);
    assertThat(verdict().kind()).as("what is not known weighs more").isEqualTo(Status.UNKNOWN);
    assertThat(verdict().ready()).isFalse();
  }

  /** What is not now may serve as a last resort if this holds. */
  @Test
  void aReleaseIsProvenWhileTheServiceHoldsItAndNothingIsAgainstIt() {
    assertThat(proven(Optional.of(PIN))).as("before the first look").isFalse();
    all(YES);
    assertThat(proven(Optional.of(PIN))).isTrue();
    assertThat(proven(Optional.empty())).isFalse();
    gate.observe(ConditionType.ACTIVE, Finding.notNow("Proving", "v2"), FRESH);
    assertThat(proven(Optional.of(PIN))).as("not now").isTrue();
    gate.observe(ConditionType.SMOKE_PASSED, Finding.notNow(Condition.HELD_DOWN, "rises"), FRESH);
    assertThat(proven(Optional.of(PIN))).as("held down, and right").isTrue();
    gate.observe(ConditionType.ACTIVE, Finding.wrong("NotAllowed", "v1"), FRESH);
    assertThat(proven(Optional.of(PIN))).as("forbidden").isFalse();
    all(YES);
    gate.observe(ConditionType.SERVED, Finding.notNow("Switching", "not proven yet"), FRESH);
    assertThat(proven(Optional.of(PIN))).as("switching").isFalse();
    all(YES);
    clock.advance(FRESH.plusMillis(1));
    assertThat(proven(Optional.of(PIN))).as("not looked at lately").isFalse();
  }

  private boolean proven(Optional<Pin> active) {
    return BundleVerdict.of(gate.snapshot(), active, Optional.empty(), clock.instant()).proven();
  }

  @Test
  void aBundleWithoutGoldenCasesSaysNothingOfThem() {
    all(YES);
    gate.observe(ConditionType.SMOKE_PASSED, Finding.yes("NoCases", "none"), FRESH);
    assertThat(verdict().ready()).isTrue();
    assertThat(verdict().smoke()).isEmpty();
    assertThat(verdict().smokeTook()).isEmpty();
  }

  @Test
  void aVersionThatTheServiceHasNotProvenIsNotServed() {
    assertThat(Verdicts.bundle("mgeo-base", "v1").serves("v1")).isTrue();
    assertThat(Verdicts.bundle("mgeo-base", "v1").serves("v2")).isFalse();
    assertThat(Verdicts.bundle("mgeo-base", "v1", "Served: v0").serves("v1")).isFalse();
  }
}
