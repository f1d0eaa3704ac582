package io.mgeosync.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.mgeosync.gate.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Somebody sets the wall clock; the steady one goes on. */
final class ClockStepsTest {
  private final SettableClock wall = new SettableClock();
  private final SettableClock steady = new SettableClock();
  private final StateHolder state = new StateHolder();
  private final ClockSteps steps = new ClockSteps(Rig.NAME, wall, state);
  private Instant readAt;

  @BeforeEach
  void read() {
    steps.against(steady::instant);
    readAt = wall.instant();
    state.update(
        s ->
            new BundleState(
                s.channel(),
                Optional.of(readAt),
                s.active(),
                s.integrity(),
                s.phase(),
                s.epoch(),
                s.lastCycle()));
  }

  private void pass(Duration time) {
    wall.advance(time);
    steady.advance(time);
    steps.followClock();
  }

  private Duration age() {
    return Duration.between(state.get().channelReadAt().orElseThrow(), wall.instant());
  }

  @Test
  void whatWasReadIsAsOldAfterAStepAsTheSteadyClockSays() {
    pass(Duration.ofHours(2));
    wall.advance(Duration.ofDays(20_000));
    steps.followClock();
    assertThat(age()).isEqualTo(Duration.ofHours(2));
    wall.advance(Duration.ofDays(-20));
    pass(Duration.ofHours(1));
    assertThat(age()).isEqualTo(Duration.ofHours(3));
  }

  @Test
  void aClockThatIsSlowlyCorrectedAddsUp() {
    for (int i = 0; i < 100; i++) {
      wall.advance(Duration.ofMillis(-100));
      pass(Duration.ofSeconds(1));
    }
    assertThat(age()).isBetween(Duration.ofSeconds(99), Duration.ofSeconds(101));
  }
}
