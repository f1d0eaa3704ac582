package io.mgeosync.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.mgeosync.drill.Sample.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class FiguresTest {
  private static Sample right(long latencyMillis) {
    return new Sample(0, TimeUnit.MILLISECONDS.toNanos(latencyMillis), Outcome.RIGHT, "", "gpu-a");
  }

  @Test
  void quantilesAreAnswersThatWereReallyGiven() {
    List<Sample> samples = new ArrayList<>();
    for (int i = 100; i >= 1; i--) {
      samples.add(right(i * 11L));
    }
    Figures figures = Figures.of(samples);
    assertThat(figures.p50()).isEqualTo(TimeUnit.MILLISECONDS.toNanos(550));
    assertThat(figures.p99()).isEqualTo(TimeUnit.MILLISECONDS.toNanos(1089));
    assertThat(figures.max()).isEqualTo(TimeUnit.MILLISECONDS.toNanos(1100));
    assertThat(figures.overSecond()).isEqualTo(10);
  }

  @Test
  void aSecondIsNotOverASecond() {
    assertThat(Figures.of(List.of(right(1000))).overSecond()).isZero();
  }

  @Test
  void nobodyAskedIsNoFault() {
    assertThat(Figures.of(List.of())).isEqualTo(new Figures(0, 0, 0, 0, 0, 0, 0));
  }

  @Test
  void whatIsNotRightSaysWhy() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Sample(0, 1, Outcome.FAILED, "", "gpu-a"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Sample(0, 1, Outcome.RIGHT, "x", "gpu-a"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Sample(0, -1, Outcome.RIGHT, "", "gpu-a"));
  }
}
