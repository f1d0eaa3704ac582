package io.mgeosync.e2e.bench.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SoakOptionsTest {
  @Test
  void whatIsNotGivenHasItsDefault() {
    assertThat(SoakOptions.parse(List.of("--looks", "500", "--seed", "7")))
        .isEqualTo(new SoakOptions(500, 100, 7, Duration.ofSeconds(5)));
    assertThat(SoakOptions.parse(List.of("--rate", "20", "--stopped", "2")))
        .isEqualTo(new SoakOptions(100_000, 20, 1, Duration.ofSeconds(2)));
  }

  @Test
  void whatCannotBeMeantIsRefused() {
    for (List<String> words :
        List.of(
            List.of("--looks"),
            List.of("--looks", "0"),
            List.of("--looks", "many"),
            List.of("--rate", "0"),
            List.of("--stopped", "0"),
            List.of("--look", "1"))) {
      assertThatIllegalArgumentException().isThrownBy(() -> SoakOptions.parse(words));
    }
  }
}
