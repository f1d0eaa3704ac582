package io.mgeosync.base;

import static org.assertj.core.api.Assertions.assertThat;

import io.mgeosync.gate.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class WakefulClockTest {
  private final SettableClock steady = new SettableClock();
  private final AtomicLong lost = new AtomicLong();
  private final WakefulClock clock = new WakefulClock(steady, lost::get);

  private void pass(Duration time) {
    steady.advance(time);
  }

  private void starve(Duration time) {
    steady.advance(time);
    lost.addAndGet(time.toNanos());
  }

  private Duration behind() {
    return Duration.between(clock.instant(), steady.instant());
  }

  @Test
  void itShowsTheTimeWhereTheProcessIsNeverKeptFromWorking() {
    pass(Duration.ofHours(3));
    assertThat(behind()).isZero();
  }

  @Test
  void itStandsStillMeanwhile() {
    Instant before = clock.instant();
    starve(Duration.ofSeconds(5));
    assertThat(clock.instant()).isEqualTo(before);
  }

  @Test
  void itCatchesUpAndNeverGoesBack() {
    starve(Duration.ofSeconds(5));
    Instant before = clock.instant();
    for (int i = 0; i < 39; i++) {
      pass(Duration.ofSeconds(1));
      Instant now = clock.instant();
      assertThat(Duration.between(before, now)).isEqualTo(Duration.ofMillis(1125));
      before = now;
    }
    pass(Duration.ofSeconds(1));
    assertThat(behind()).isZero();
    pass(Duration.ofSeconds(1));
    assertThat(behind()).isZero();
  }

  @Test
  void whoWasAwayForLongHasToLookFirst() {
    Instant before = clock.instant();
    starve(Duration.ofHours(1));
    assertThat(behind()).isEqualTo(Duration.ofSeconds(30));
    assertThat(clock.instant()).isAfter(before.plus(Duration.ofMinutes(59)));
  }

  @Test
  void aStopInTheMiddleOfAReadingIsLostTime() {
    pass(Duration.ofSeconds(1));
    lost.addAndGet(Duration.ofSeconds(5).toNanos());
    Instant before = clock.instant();
    pass(Duration.ofSeconds(5));
    assertThat(Duration.between(before, clock.instant())).isLessThan(Duration.ofSeconds(2));
    assertThat(behind()).isGreaterThan(Duration.ofSeconds(4));
  }

  @Test
  void itStandsStillWhereMoreIsLostThanHasPassed() {
    pass(Duration.ofSeconds(1));
    Instant before = clock.instant();
    lost.addAndGet(Duration.ofSeconds(2).toNanos());
    assertThat(clock.instant()).isEqualTo(before);
  }
}
