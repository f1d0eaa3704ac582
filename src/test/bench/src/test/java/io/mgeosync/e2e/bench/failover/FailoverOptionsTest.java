package io.mgeosync.e2e.bench.failover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.mgeosync.e2e.bench.failover.Schedule.Spell;
import io.mgeosync.e2e.bench.failover.load.Clients.KeepAlive;
import io.mgeosync.e2e.bench.failover.site.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class FailoverOptionsTest {
  @Test
  void whatIsNotGivenHasItsDefault() {
    FailoverOptions options = FailoverOptions.parse(List.of("--modes", "killed,gpu-lost"));

    assertThat(options.modes()).containsExactly(Mode.KILLED, Mode.GPU_LOST);
    assertThat(options.kinds()).containsExactly(Kind.values());
    assertThat(options.rates()).containsExactly(50);
    assertThat(options.runs()).isEqualTo(3);
    assertThat(options.keepAlive()).isEqualTo(KeepAlive.HALF);
    assertThat(options.schedule())
        .isEqualTo(
            Schedule.once(Duration.ofSeconds(10), Duration.ofSeconds(40), Duration.ofSeconds(50)));
    assertThat(options.only()).isFalse();
  }

  @Test
  void whatIsGivenHolds() {
    FailoverOptions options =
        FailoverOptions.parse(
            List.of("--columns", "in-path", "--rates", "50,500", "--print", "results.jsonl"));

    assertThat(options.kinds()).containsExactly(Kind.IN_PATH);
    assertThat(options.rates()).containsExactly(50, 500);
    assertThat(options.only()).isTrue();
    assertThat(options.json()).isEqualTo(Path.of("results.jsonl"));
  }

  @Test
  void whatCannotBeMeantIsRefused() {
    refused("--runs", "0");
    refused("--runs", "many");
    refused("--rates", "50,0");
    refused("--modes", "hang");
    refused("--columns", "nginx");
    refused("--keep-alive", "sometimes");
    refused("--heal-at", "5");
    refused("--end", "40");
    refused("--fault-at");
    refused("--fault", "1");
  }

  private static void refused(String... words) {
    assertThatIllegalArgumentException().isThrownBy(() -> FailoverOptions.parse(List.of(words)));
  }

  @Test
  void everyModeIsInTheUsage() {
    assertThat(FailoverOptions.USAGE.split("[\\s,;]+"))
        .contains(Arrays.stream(Mode.values()).map(Mode::option).toArray(String[]::new));
    assertThat(FailoverOptions.USAGE)
        .contains(Arrays.stream(Kind.values()).map(Kind::option).collect(Collectors.joining(" ")));
  }

  @Test
  void aFlappingNodeIsWellAsLongAsItIsNot() {
    Schedule once =
        Schedule.once(Duration.ofSeconds(5), Duration.ofSeconds(20), Duration.ofSeconds(26));

    Schedule flapping = once.flapping();

    assertThat(flapping.spells()).hasSize(4);
    assertThat(flapping.spells().get(1))
        .isEqualTo(new Spell(Duration.ofSeconds(25), Duration.ofSeconds(35)));
    assertThat(flapping.end()).isEqualTo(Duration.ofSeconds(81));
  }
}
