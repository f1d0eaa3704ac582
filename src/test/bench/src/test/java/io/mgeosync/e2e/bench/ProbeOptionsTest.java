package io.mgeosync.e2e.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProbeOptionsTest {
  @Test
  void whatIsNotGivenHasItsDefault() {
    ProbeOptions options = ProbeOptions.parse(List.of("--runs", "3", "--only", "idle,looks"));

    assertThat(options.runs()).isEqualTo(3);
    assertThat(options.parts())
        .containsExactlyInAnyOrder(ProbeOptions.Part.IDLE, ProbeOptions.Part.LOOKS);
    assertThat(options.interval()).isEqualTo(Duration.ofSeconds(1));
    assertThat(options.looks()).isEqualTo(10_000);
  }

  @Test
  void whatCannotBeMeantIsRefused() {
    refused("--runs", "0");
    refused("--runs", "many");
    refused("--interval", "20");
    refused("--only", "fault");
    refused("--idle");
    refused("--faults", "1");
  }

  private static void refused(String... words) {
    assertThatIllegalArgumentException().isThrownBy(() -> ProbeOptions.parse(List.of(words)));
  }
}
