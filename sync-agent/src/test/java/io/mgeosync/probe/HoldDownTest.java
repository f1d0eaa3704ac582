package io.mgeosync.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.mgeosync.gate.Condition.Finding;
import io.mgeosync.gate.Condition.Status;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HoldDownTest {
  private static final ProbeResult GOOD = new ProbeResult.Good("Fine", "fine");
  private static final ProbeResult LATE = new ProbeResult.Late("Timeout", "no answer");
  private static final ProbeResult WRONG = new ProbeResult.Wrong("WrongVersion", "v1");
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final ProbeJudge judge = new ProbeJudge(3, 1);
  private final HoldDown holdDown = new HoldDown();
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");

  private Finding see(ProbeResult result) {
    now = now.plus(SECOND);
    return holdDown.damp(judge.judge(result), result, now);
  }

  /** Good, then wrong, as often as said; the last look was wrong. */
  private void fall(int times) {
    for (int i = 0; i < times; i++) {
      see(GOOD);
      assertThat(see(WRONG).status()).isEqualTo(Status.WRONG);
    }
  }

  private Duration untilOpen() {
    Instant recovering = now.plus(SECOND);
    while (see(GOOD).status() != Status.TRUE) {
      assertThat(Duration.between(recovering, now)).isLessThan(Duration.ofHours(1));
    }
    return Duration.between(recovering, now);
  }

  @ParameterizedTest
  @CsvSource({"1,PT0S", "2,PT0S", "3,PT30S", "4,PT1M", "5,PT2M", "6,PT4M", "7,PT5M", "60,PT5M"})
  void theHoldDoublesUpToItsBound(int falls, Duration held) {
    fall(falls);
    assertThat(untilOpen()).isEqualTo(held);
  }

  @Test
  void theMessageSaysUntilWhenAndWhy() {
    fall(4);
    Finding finding = see(GOOD);
    assertThat(finding.reason()).isEqualTo("HeldDown");
    assertThat(finding.message())
        .isEqualTo(
            "recovering: fine; held down until 2026-01-01T00:01:09Z"
                + " because it failed 4 times in 10 min");
  }

  @Test
  void aFallIsNeverDelayedNorHidden() {
    fall(9);
    for (int i = 0; i < 10; i++) {
      see(GOOD);
    }
    Finding wrong = see(WRONG);
    assertThat(wrong.status()).isEqualTo(Status.WRONG);
    assertThat(wrong.reason()).isEqualTo("WrongVersion");
  }

  @Test
  void aLateAnswerDuringTheHoldBeginsItAnew() {
    fall(3);
    for (int i = 0; i < 20; i++) {
      see(GOOD);
    }
    Instant late = now.plus(SECOND);
    see(LATE);
    while (see(GOOD).status() != Status.TRUE) {
      assertThat(Duration.between(late, now)).isLessThan(HoldDown.FIRST);
    }
    assertThat(Duration.between(late, now)).isEqualTo(HoldDown.FIRST);
  }

  @Test
  void oldFallsAreForgotten() {
    fall(3);
    untilOpen();
    now = now.plus(HoldDown.WINDOW);
    see(GOOD);
    fall(2);
    assertThat(untilOpen()).isZero();
  }

  @Test
  void aServiceThatWasNeverUpDoesNotFlap() {
    for (int i = 0; i < 100; i++) {
      see(WRONG);
    }
    assertThat(see(GOOD).status()).isEqualTo(Status.TRUE);
  }

  @Test
  void tenThousandGoodLooksNeverRefuse() {
    for (int i = 0; i < 10_000; i++) {
      assertThat(see(GOOD).status()).isEqualTo(Status.TRUE);
    }
  }
}
