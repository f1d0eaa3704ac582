package io.mgeosync.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class DeadlineTest {
  private static final Duration HOUR = Duration.ofHours(1);

  @Test
  void momentToCome_isNotOverAndComesNearer() {
    Deadline deadline = Deadline.after(HOUR);
    assertThat(deadline.isOver()).isFalse();
    Duration left = deadline.left();
    assertThat(left).isPositive().isLessThanOrEqualTo(HOUR);
    assertThat(deadline.left()).isLessThanOrEqualTo(left);
    assertThat(deadline.leftNanos()).isLessThanOrEqualTo(left.toNanos());
  }

  @Test
  void momentThatHasCome_isOver() {
    assertThat(Deadline.now().isOver()).isTrue();
    assertThat(Deadline.after(HOUR.negated()).left()).isLessThanOrEqualTo(HOUR.negated());
  }

  @Test
  void laterDeadline_isCountedFromTheEarlierOne() {
    Deadline past = Deadline.after(HOUR.negated());
    assertThat(past.plus(HOUR).isOver()).isTrue();
    assertThat(past.plus(HOUR.multipliedBy(3)).isOver()).isFalse();
  }

  @Test
  void stopwatch_neverGoesBack() {
    Stopwatch running = Stopwatch.started();
    Duration first = running.elapsed();
    assertThat(first.isNegative()).isFalse();
    assertThat(running.elapsed()).isGreaterThanOrEqualTo(first);
  }
}
