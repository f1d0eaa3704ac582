package io.mgeosync.e2e.bench.failover.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SwitchTest {
  private static Sample had(String node, long received) {
    return new Sample(0, received, false, false, Verdict.RIGHT, node, received, "");
  }

  @Test
  void theLastOnTheOldNodeIsTheOneBeforeItCameBack() {
    List<Sample> samples =
        List.of(
            had("gpu-a", 900),
            had("gpu-b", 3_000),
            had("gpu-a", 3_500),
            had("gpu-b", 9_000),
            had("gpu-a", 20_000));

    Switch change = Switch.of(samples, "gpu-a", "gpu-b", 1_000, 15_000);

    assertThat(change.lastOnOldMillis()).isEqualTo(2.5);
    assertThat(change.firstOnNewMillis()).isEqualTo(2.0);
  }

  @Test
  void aNodeThatHadNothingSinceWasLeftBefore() {
    Switch change = Switch.of(List.of(had("gpu-a", 400)), "gpu-a", "gpu-b", 1_000, 15_000);

    assertThat(change.lastOnOldMillis()).isEqualTo(-0.6);
    assertThat(change.firstOnNewMillis()).isEqualTo(14.0);
  }
}
