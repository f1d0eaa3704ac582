package io.mgeosync.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.mgeosync.drill.Recovery.Spell;
import io.mgeosync.drill.Sample.Outcome;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Times are in seconds: the action is at 10, and the calm lasts 2. */
final class RecoveryTest {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();
  private static final long ACTION = 10 * SECOND;

  private final Recovery recovery = new Recovery(Duration.ofSeconds(2));

  private static Sample bad(double due, double latency) {
    return new Sample(nanos(due), nanos(latency), Outcome.FAILED, "HTTP 502", "gpu-a");
  }

  private static long nanos(double seconds) {
    return Math.round(seconds * SECOND);
  }

  /** The node is out at once. */
  private Spell spell(Sample... bad) {
    return spell(10, bad);
  }

  private Spell spell(double out, Sample... bad) {
    return recovery.spell(List.of(bad), Long.MAX_VALUE, ACTION, nanos(out));
  }

  private static Spell between(double from, double to) {
    return new Spell(nanos(from), nanos(to), true);
  }

  @Test
  void withoutABadAnswerThereIsNothingToRecoverFrom() {
    assertThat(spell()).isEqualTo(between(10, 10));
  }

  @Test
  void theEndOfTheLastBadAnswerCountsNotItsBeginning() {
    assertThat(spell(bad(10.1, 0.2), bad(10.2, 1.3), bad(10.3, 0.1)))
        .isEqualTo(between(10.1, 11.5));
  }

  @Test
  void aRequestThatTheActionCutsCounts() {
    assertThat(spell(bad(9.9, 0.3))).isEqualTo(between(10, 10.2));
    assertThat(spell(bad(9, 0.3))).isEqualTo(between(10, 10));
  }

  @Test
  void aTimeOutDoesNotHideWhatWasDueInIt() {
    assertThat(spell(bad(10.1, 10), bad(19, 0.5))).isEqualTo(between(10.1, 20.1));
  }

  @Test
  void lessThanTheCalmBetweenTwoBadAnswersIsNoRecovery() {
    assertThat(spell(bad(10.5, 0.1), bad(12.5, 0.1))).isEqualTo(between(10.5, 12.6));
  }

  @Test
  void aRelapseAfterTheCalmIsAnotherOutage() {
    assertThat(spell(bad(10.5, 0.1), bad(12.7, 5))).isEqualTo(between(10.5, 10.6));
  }

  @Test
  void aServiceThatIsKilledTenSecondsAfterTheOrderFailsOnlyThen() {
    assertThat(spell(20.6, bad(20, 0.1), bad(20.5, 0.3), bad(22.7, 0.1)))
        .isEqualTo(between(20, 22.8));
    assertThat(spell(10.1, bad(20, 0.1), bad(20.5, 7))).isEqualTo(between(20, 27.5));
  }

  @Test
  void aQuietTimeBeforeTheTrafficHasMovedIsNoCalm() {
    assertThat(spell(20, bad(10.5, 0.1), bad(19.5, 0.1))).isEqualTo(between(10.5, 19.6));
  }

  @Test
  void theOrderInWhichAnswersComeDoesNotMatter() {
    assertThat(spell(bad(12.5, 0.1), bad(10.5, 0.1))).isEqualTo(between(10.5, 12.6));
  }

  @Test
  void itIsCertainOnlyWhenTheWholeCalmIsAnswered() {
    List<Sample> bad = List.of(bad(10.5, 0.5));
    assertThat(recovery.spell(bad, nanos(13) - 1, ACTION, ACTION).recovered()).isEmpty();
    assertThat(recovery.spell(bad, nanos(13), ACTION, ACTION).recovered()).hasValue(nanos(11));
    assertThat(recovery.spell(bad, nanos(21), ACTION, nanos(20)).recovered()).isEmpty();
  }

  @Test
  void aRequestOnItsWayKeepsTheTimeBeforeItUncertain() {
    var samples = new Samples();
    samples.sent(0);
    samples.sent(SECOND);
    samples.answered(new Sample(SECOND, 1, Outcome.RIGHT, "", "gpu-a"));
    assertThat(samples.answeredUntil()).isZero();
    samples.answered(new Sample(0, 3 * SECOND, Outcome.WRONG, "other", "gpu-a"));
    assertThat(samples.answeredUntil()).isEqualTo(SECOND + 1);
    assertThat(samples.all()).extracting(Sample::due).containsExactly(0L, SECOND);
    assertThat(samples.bad()).hasSize(1);
  }
}
