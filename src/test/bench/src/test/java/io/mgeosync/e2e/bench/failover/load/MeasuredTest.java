package io.mgeosync.e2e.bench.failover.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class MeasuredTest {
  private static final long MILLI = 1000;
  private static final long FAULT = 10_000 * MILLI;
  private static final long DETECTED = FAULT + 2_000 * MILLI;
  private static final long HEALED = FAULT + 5_000 * MILLI;
  private static final Marks MARKS = new Marks(FAULT, OptionalLong.of(DETECTED), HEALED);

  private final List<Sample> samples = new ArrayList<>();

  private void asked(long due, long tookMillis, Verdict verdict) {
    asked(due, tookMillis, verdict, false);
  }

  private void asked(long due, long tookMillis, Verdict verdict, boolean badInput) {
    String problem = verdict == Verdict.FAILED ? "status 500" : "";
    samples.add(
        new Sample(due, due + tookMillis * MILLI, true, badInput, verdict, "gpu-a", due, problem));
  }

  @Test
  void countsWhatFailedInTheFaultApartFromTheRest() {
    asked(FAULT - 1, 5, Verdict.FAILED);
    asked(FAULT, 5, Verdict.FAILED);
    asked(FAULT + 400 * MILLI, 5, Verdict.FAILED);
    asked(HEALED - 1, 5, Verdict.RIGHT);
    asked(HEALED, 5, Verdict.FAILED);

    Measured measured = Measured.of(samples, MARKS);

    assertThat(measured.sent()).isEqualTo(5);
    assertThat(measured.sentInFault()).isEqualTo(3);
    assertThat(measured.failed()).isEqualTo(2);
    assertThat(measured.failedElsewhen()).isEqualTo(2);
    assertThat(measured.failedPerCent()).isCloseTo(66.7, within(0.1));
    assertThat(measured.lastFailedMillis()).isEqualTo(400);
    assertThat(measured.failedKept()).isEqualTo(4);
    assertThat(measured.problems()).containsOnlyKeys("status 500").containsValue(4L);
  }

  @Test
  void aWrongAnswerCountsAfterDetectionByWhenItWasAsked() {
    asked(DETECTED - 1, 500, Verdict.WRONG);
    asked(DETECTED, 1, Verdict.WRONG);

    Measured measured = Measured.of(samples, MARKS);

    assertThat(measured.wrong()).isEqualTo(2);
    assertThat(measured.wrongAfterDetection()).isEqualTo(1);
    assertThat(measured.lastWrongMillis()).isEqualTo(2000);
    assertThat(measured.detectedMillis()).isEqualTo(2000);
  }

  @Test
  void withoutDetectionEverythingIsBefore() {
    asked(FAULT + 4_000 * MILLI, 1500, Verdict.RIGHT);

    Measured measured = Measured.of(samples, new Marks(FAULT, OptionalLong.empty(), HEALED));

    assertThat(measured.slowBefore()).isEqualTo(1);
    assertThat(measured.slowAfter()).isZero();
    assertThat(measured.mostBeforeMillis()).isEqualTo(1500);
    assertThat(measured.detectedMillis()).isNegative();
  }

  @Test
  void slowAnswersAreToldApartByDetectionToo() {
    asked(FAULT, 1001, Verdict.RIGHT);
    asked(FAULT, 1000, Verdict.RIGHT);
    asked(DETECTED, 1100, Verdict.RIGHT);
    asked(FAULT - 1, 3000, Verdict.RIGHT);

    Measured measured = Measured.of(samples, MARKS);

    assertThat(measured.slowBefore()).isEqualTo(1);
    assertThat(measured.slowAfter()).isEqualTo(1);
    assertThat(measured.mostAfterMillis()).isEqualTo(1100);
    assertThat(measured.mostMillis()).isEqualTo(3000);
  }

  @Test
  void whatNoNodeCanAnswerIsNotCounted() {
    asked(FAULT, 5, Verdict.FAILED, true);
    asked(FAULT, 5, Verdict.RIGHT);

    Measured measured = Measured.of(samples, MARKS);

    assertThat(measured.sent()).isEqualTo(1);
    assertThat(measured.failed()).isZero();
    assertThat(measured.problems()).isEmpty();
  }

  @Test
  void oneInAHundredIsLaterThanTheNinetyNinth() {
    for (int i = 1; i <= 100; i++) {
      asked(FAULT + i, i, Verdict.RIGHT);
    }

    assertThat(Measured.of(samples, MARKS).p99Millis()).isEqualTo(99);
  }

  @Test
  void momentsOutOfOrderAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Marks(FAULT, OptionalLong.empty(), FAULT - 1));
    assertThatIllegalArgumentException().isThrownBy(() -> asked(FAULT, -1, Verdict.RIGHT));
  }
}
