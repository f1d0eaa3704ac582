package io.mgeosync.e2e.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UsageTest {
  private static final String BUSY_HALF_SECOND =
      "e=$(($(date +%s%N) + 500000000)); while [ $(date +%s%N) -lt $e ]; do :; done";

  @TempDir Path scratch;

  private Timed timed;

  @BeforeEach
  void timeCommands() {
    timed = new Timed(scratch, Duration.ofSeconds(20));
  }

  @Test
  void whatChildrenOfTheCommandSpendIsCounted() throws IOException {
    Usage usage =
        timed.run(Map.of(), List.of("sh", "-c", "sh -c '" + BUSY_HALF_SECOND + "'; true"));

    assertThat(usage.wall()).isGreaterThan(0.5);
    assertThat(usage.cpu()).isGreaterThan(0.05);
    assertThat(usage.peakRss()).isGreaterThan(0.5);
  }

  @Test
  void sleepingCostsNoCpu() throws IOException {
    Usage usage = timed.run(Map.of(), List.of("sleep", "0.3"));

    assertThat(usage.wall()).isGreaterThan(0.3);
    assertThat(usage.cpu()).isLessThan(0.2);
  }

  @Test
  void aFailureShowsItsExitCodeAndOutput() {
    assertThatThrownBy(() -> timed.run(Map.of(), List.of("sh", "-c", "echo no room; exit 9")))
        .isInstanceOf(RunFailedException.class)
        .hasMessageContaining("9")
        .hasMessageContaining("no room");
  }

  @Test
  void aRunThatTakesTooLongIsEnded() {
    var impatient = new Timed(scratch, Duration.ofMillis(200));

    assertThatThrownBy(() -> impatient.run(Map.of(), List.of("sleep", "600")))
        .isInstanceOf(RunFailedException.class);
  }

  @Test
  void theLastLineOfGnuTimeCounts() throws IOException {
    Path file = Files.writeString(scratch.resolve("t"), "Command exited with 1\n1.50 0.25 2048\n");

    assertThat(Usage.ofTimeFile(file, 3)).isEqualTo(new Usage(3, 1.75, 2, 0));
  }

  @Test
  void aProcessNameMayHoldSpacesAndParentheses() {
    assertThat(LiveProcess.ticks("7 (a) b) S 1 2 3 4 5 6 7 8 9 10 30 12 0 0")).isEqualTo(42);
  }

  @Test
  void aLiveProcessShowsItsMemory() throws IOException {
    var own = new LiveProcess(ProcessHandle.current().pid());

    own.resetPeak();

    assertThat(own.peakRss()).isGreaterThan(10);
    assertThat(own.cpu()).isPositive();
  }
}
