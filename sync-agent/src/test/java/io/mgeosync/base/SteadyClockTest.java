package io.mgeosync.base;

import static org.assertj.core.api.Assertions.assertThat;

import io.mgeosync.gate.SettableClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SteadyClockTest {
  private final SettableClock wall = new SettableClock();
  private final SteadyClock steady = new SteadyClock(wall);

  @ParameterizedTest
  @ValueSource(strings = {"PT240H", "PT-240H"})
  void aStepOfTheWallClockIsNotSeen(Duration step) {
    Instant before = steady.instant();
    wall.advance(step);
    assertThat(steady.instant()).isBetween(before, before.plus(Duration.ofMinutes(1)));
  }

  @Test
  void itGoesOnWhileTheWallClockStandsStill() {
    Instant before = steady.instant();
    long until = System.nanoTime() + 2_000_000;
    while (System.nanoTime() < until) {
      Thread.onSpinWait();
    }
    assertThat(steady.instant()).isAfterOrEqualTo(before.plusMillis(1));
  }
}
