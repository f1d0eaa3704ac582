package io.mgeosync.failover.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.mgeosync.failover.drill.Sample.Outcome;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Times are in seconds: the action is at 10, and the calm lasts 2. */
final class RecoveryTest {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();
  private static final long ACTION = 10 * SECOND;

  private final Recovery recovery = new Recovery(Duration.ofSeconds(2));

  private static Sample bad(double due, double latency) {
    return new Sample(
        Math.round(due * SECOND), Math.round(latency * SECOND), Outcome.FAILED, "HTTP 502");
  }

  private double at(Sample... bad) {
    return recovery.at(List.of(bad), ACTION) / (double) SECOND;
  }

  @Test
  void withoutABadAnswerThereIsNothingToRecoverFrom() {
    assertThat(at()).isEqualTo(10);
  }

  @Test
  void theEndOfTheLastBadAnswerCountsNotItsBeginning() {
    assertThat(at(bad(10.1, 0.2), bad(10.2, 1.3), bad(10.3, 0.1))).isEqualTo(11.5);
  }

  @Test
  void aRequestThatTheActionCutsCounts() {
    assertThat(at(bad(9.9, 0.3))).isEqualTo(10.2);
    assertThat(at(bad(9, 0.3))).isEqualTo(10);
  }

  @Test
  void aTimeOutDoesNotHideWhatWasDueInIt() {
    assertThat(at(bad(10.1, 10), bad(19, 0.5))).isEqualTo(20.1);
  }

  @Test
  void lessThanTheCalmBetweenTwoBadAnswersIsNoRecovery() {
    assertThat(at(bad(10.5, 0.1), bad(12.5, 0.1))).isEqualTo(12.6);
  }

  @Test
  void aRelapseAfterTheCalmIsAnotherOutage() {
    assertThat(at(bad(10.5, 0.1), bad(12.7, 5))).isEqualTo(10.6);
  }

  @Test
  void theOrderInWhichAnswersComeDoesNotMatter() {
    assertThat(at(bad(12.5, 0.1), bad(10.5, 0.1))).isEqualTo(12.6);
  }

  @Test
  void itIsCertainOnlyWhenTheWholeCalmIsAnswered() {
    long at = 11 * SECOND;
    assertThat(recovery.certain(at, 13 * SECOND - 1)).isFalse();
    assertThat(recovery.certain(at, 13 * SECOND)).isTrue();
  }

  @Test
  void aRequestOnItsWayKeepsTheTimeBeforeItUncertain() {
    var samples = new Samples();
    samples.sent(0, SECOND);
    samples.sent(SECOND, 2 * SECOND);
    samples.answered(new Sample(SECOND, 1, Outcome.RIGHT, ""));
    assertThat(samples.answeredUntil()).isZero();
    samples.answered(new Sample(0, 3 * SECOND, Outcome.WRONG, "other"));
    assertThat(samples.answeredUntil()).isEqualTo(2 * SECOND);
    assertThat(samples.all()).extracting(Sample::due).containsExactly(0L, SECOND);
    assertThat(samples.bad()).hasSize(1);
  }
}
