package io.mgeosync.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.mgeosync.gate.SettableClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class WatchRoundsTest {
  private final SettableClock clock = new SettableClock();
  private final WatchRounds rounds = new WatchRounds("tiny", Duration.ofSeconds(18), clock);

  @Test
  void theWatchdogIsToldBeforeAnOrchestratorIs() {
    clock.advance(Duration.ofSeconds(18));
    assertThat(rounds.isLooking()).isTrue();
    clock.advance(Duration.ofSeconds(1));
    assertThat(rounds.isLooking()).isFalse();
    assertThat(rounds.stuck()).isEmpty();

    clock.advance(Duration.ofSeconds(60));
    assertThat(rounds.stuck().orElseThrow()).startsWith("tiny: no look at its release for 79 s");

    rounds.cameRound();
    assertThat(rounds.isLooking()).isTrue();
    assertThat(rounds.stuck()).isEmpty();
  }
}
