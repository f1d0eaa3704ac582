package io.mgeosync.cli;

import static io.mgeosync.cli.ShortDrill.RIGHT;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What goes wrong after the preflight, and before anything is taken out. */
final class DrillBaselineTest {
  private FakeDirector director;

  @BeforeEach
  void start() throws IOException {
    director = new FakeDirector();
  }

  @AfterEach
  void stop() {
    director.close();
  }

  /** The preflight asks twenty times; the baseline is long enough for a busy machine. */
  private CliRun drill(Function<String, Optional<String>> answers) throws IOException {
    return ShortDrill.run("1s", director, answers, "--yes");
  }

  @Test
  void aRequestThatFailsInTheBaselineIsTroubleEnough() throws IOException {
    AtomicInteger asked = new AtomicInteger();
    CliRun run = drill(name -> asked.incrementAndGet() == 21 ? Optional.empty() : RIGHT);
    assertThat(run.exitCode()).isEqualTo(10);
    assertThat(run.err())
        .contains("bad answers before anything was taken out: 1, the first: HTTP 502");
    assertThat(director.posted).isEmpty();
  }

  @Test
  void aStandbyThatFallsInTheBaselineIsNotDrilled() throws IOException {
    AtomicInteger asked = new AtomicInteger();
    CliRun run =
        drill(
            name -> {
              if (asked.incrementAndGet() == 21) {
                director.with("gpu-b", "refused");
              }
              return RIGHT;
            });
    assertThat(run.exitCode()).isEqualTo(10);
    assertThat(run.err()).contains("no other node than gpu-a is ready");
    assertThat(director.posted).isEmpty();
  }

  @Test
  void aSwitchoverInTheBaselineLeavesTheNewPrimaryAlone() throws IOException {
    AtomicInteger asked = new AtomicInteger();
    CliRun run =
        drill(
            name -> {
              if (asked.incrementAndGet() == 21) {
                director.primaries("gpu-b");
              }
              return RIGHT;
            });
    assertThat(run.exitCode()).isEqualTo(10);
    assertThat(run.err()).contains("gpu-b, spare gpu-a, not gpu-a, spare gpu-b any more");
    assertThat(director.posted).isEmpty();
  }
}
