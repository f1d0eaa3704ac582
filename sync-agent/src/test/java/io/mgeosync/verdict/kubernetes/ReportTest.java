package io.mgeosync.verdict.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mgeosync.gate.Condition.Finding;
import io.mgeosync.gate.ConditionType;
import io.mgeosync.gate.Gate;
import io.mgeosync.gate.SettableClock;
import io.mgeosync.manifest.BundleName;
import io.mgeosync.verdict.Drain;
import io.mgeosync.verdict.kubernetes.Report.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReportTest {
  private static final Duration FRESH = Duration.ofSeconds(15);

  private final SettableClock clock = new SettableClock();
  private final Gate base = gate("mgeo-base");
  private final Gate other = gate("other");
  private Optional<Drain> drain = Optional.empty();

  private Gate gate(String name) {
    var required = Set.of(ConditionType.VERIFIED, ConditionType.SERVED);
    return new Gate(new BundleName(name), required, clock, edge -> {});
  }

  private Report report() {
    return Report.of(List.of(base.snapshot(), other.snapshot()), drain, clock.instant());
  }

  private void allGood() {
    for (Gate gate : List.of(base, other)) {
      gate.observe(ConditionType.VERIFIED, Finding.yes("Proven", "proven"), FRESH);
      gate.observe(ConditionType.SERVED, Finding.yes("Reported", "v2"), FRESH);
    }
  }

  @Test
  void trueOnlyWhileEveryGateIsOpen() {
    assertThat(report().status()).as("nothing was looked at").isEqualTo(Status.UNKNOWN);
    allGood();
    assertThat(report())
        .isEqualTo(new Report(Status.TRUE, "EveryConditionHolds", "every condition holds"));
    other.observe(ConditionType.SERVED, Finding.unknown("Timeout", "no answer"), FRESH);
    assertThat(report())
        .isEqualTo(new Report(Status.UNKNOWN, "Timeout", "other: Served: no answer"));
  }

  @Test
  void whatIsProvenWrongComesBeforeWhatIsOnlyLate() {
    allGood();
    base.observe(ConditionType.VERIFIED, Finding.unknown("Timeout", "slow disk"), FRESH);
    other.observe(ConditionType.SERVED, Finding.wrong("OtherVersion", "v1"), FRESH);
    assertThat(report()).isEqualTo(new Report(Status.FALSE, "OtherVersion", "other: Served: v1"));
  }

  @Test
  void aDrainedNodeIsNotReadyThoughItIsWell() {
    allGood();
    Instant now = clock.instant();
    drain = Optional.of(new Drain(now, now.plusSeconds(60)));
    assertThat(report().status()).isEqualTo(Status.FALSE);
    assertThat(report().reason()).isEqualTo("Draining");
    other.observe(ConditionType.SERVED, Finding.wrong("OtherVersion", "v1"), FRESH);
    assertThat(report().reason()).as("what is wrong is said first").isEqualTo("OtherVersion");
  }

  @Test
  void aConditionThatNobodyRefreshesIsToldOnceHoweverTheSecondsCount() {
    allGood();
    clock.advance(FRESH.plusSeconds(1));
    Report stale = report();
    assertThat(stale.status()).isEqualTo(Status.UNKNOWN);
    assertThat(stale.reason()).isEqualTo("Stale");
    clock.advance(Duration.ofSeconds(1));
    assertThat(report()).isNotEqualTo(stale).matches(stale::sameNews);
  }

  @Test
  void whatKubernetesWouldRefuseCannotBeSaid() {
    assertThatThrownBy(() -> new Report(Status.FALSE, "two words", "m"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(new Report(Status.FALSE, "R", "a\nb\u0000c" + "x".repeat(5000)).message())
        .startsWith("a b\\u0000cxxx")
        .hasSize(1024);
  }
}
