package io.mgeosync.probe.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import io.mgeosync.probe.ProbeResult;
import io.mgeosync.probe.ProbeResult.Good;
import io.mgeosync.probe.ProbeResult.Late;
import io.mgeosync.probe.gpu.nvidia.WrongProductException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which GPU computes at which look. */
final class ComputeRoundsTest {
  private static final Good GOOD = new Good("Usable", "2 x H100");
  private static final List<String> TWO = List.of("GPU-a", "GPU-b");

  private final List<String> computed = new ArrayList<>();
  private Instant now = Instant.EPOCH;
  private Duration each = Duration.ofMillis(1);
  private boolean broken;
  private boolean hidden;

  private final ComputeRounds rounds =
      new ComputeRounds(this::compute, Duration.ofMinutes(1), Duration.ofSeconds(2), () -> now);

  private Optional<Duration> compute(String uuid) {
    computed.add(uuid);
    now = now.plus(each);
    if (broken) {
      throw new WrongProductException(uuid, 0, 0, 1, 2);
    }
    return hidden ? Optional.empty() : Optional.of(each);
  }

  private void pass(Duration time) {
    now = now.plus(time);
  }

  @Test
  void eachComputesOncePerInterval() {
    assertThat(rounds.look(GOOD, TWO))
        .isEqualTo(new Good("Usable", "2 x H100, computes in 1000 µs"));
    rounds.look(GOOD, TWO);
    assertThat(computed).containsExactly("GPU-a", "GPU-b");
    pass(Duration.ofMinutes(1));
    rounds.look(GOOD, TWO);
    assertThat(computed).hasSize(4);
  }

  @Test
  void aFailureIsWrongAndTriedAgainAtEveryLookUntilItComputes() {
    broken = true;
    assertThat(rounds.look(GOOD, TWO)).isInstanceOf(ProbeResult.Wrong.class);
    assertThat(rounds.look(GOOD, TWO)).isInstanceOf(ProbeResult.Wrong.class);
    assertThat(computed).containsExactly("GPU-a", "GPU-a");
    broken = false;
    assertThat(rounds.look(GOOD, TWO)).isInstanceOf(Good.class);
  }

  @Test
  void aGpuThatComputedOnceAndFailsLaterIsNotBelievedOnItsOldProduct() {
    rounds.look(GOOD, TWO);
    broken = true;
    pass(Duration.ofMinutes(2));
    assertThat(rounds.look(GOOD, TWO)).isInstanceOf(ProbeResult.Wrong.class);
    broken = false;
    each = Duration.ofSeconds(1);
    assertThat(rounds.look(GOOD, TWO)).as("b is old, a failed").isInstanceOf(Good.class);
  }

  @Test
  void manyOrSlowGpusAreSpreadOverSeveralLooksAndUnknownUntilThen() {
    each = Duration.ofMillis(1_500);
    assertThat(rounds.look(GOOD, TWO))
        .isEqualTo(new Late("NotComputedYet", "1 of 2 GPUs have not computed yet"));
    assertThat(rounds.look(GOOD, TWO)).isInstanceOf(Good.class);
    assertThat(computed).containsExactly("GPU-a", "GPU-b");
  }

  @Test
  void whatCudaDoesNotShowIsAWarning() {
    hidden = true;
    assertThat(rounds.look(GOOD, TWO).message())
        .isEqualTo("2 x H100; warning: CUDA does not show the agent 2 of 2");
  }
}
