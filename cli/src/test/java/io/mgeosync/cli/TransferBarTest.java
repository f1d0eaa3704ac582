package io.mgeosync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.mgeosync.fetch.FetchProgress;
import io.mgeosync.fetch.TransferReport;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TransferBarTest {
  private static final long MIB = 1 << 20;
  private static final TransferReport HALF =
      new TransferReport(new FetchProgress(100 * MIB, 412 * MIB, 1024 * MIB), 32 * MIB);
  private static final String NAME = "fetching mgeo-base";

  @Test
  void aWideTerminalShowsTheBarAndEverything() {
    assertThat(TransferBar.line(NAME, HALF, 120))
        .isEqualTo(
            "fetching mgeo-base  50% [###############---------------] "
                + "512.0 MiB of 1.0 GiB, 32.0 MiB/s, 16 s left, 40% reused");
  }

  @Test
  void aUsualOneDropsTheBarFirst() {
    assertThat(TransferBar.line(NAME, HALF, 79))
        .isEqualTo(
            "fetching mgeo-base  50% 512.0 MiB of 1.0 GiB, 32.0 MiB/s, 16 s left, 40% reused");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 1, 7, 30, 79, 80, 95, 96, 97, 120, 400})
  void noLineIsLongerThanItsRoom(int room) {
    assertThat(TransferBar.line(NAME, HALF, room).length()).isLessThanOrEqualTo(Math.max(0, room));
  }

  @Test
  void eachLineReplacesTheOneBeforeWithoutAnEmptyOneBetween() {
    StringWriter err = new StringWriter();
    Terminal terminal =
        new Terminal(new PrintWriter(new StringWriter()), new PrintWriter(err), true, () -> 60);
    TransferBar bar = new TransferBar(terminal, "publishing");
    bar.listener(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC)).progress(HALF.progress());
    assertThat(err.toString())
        .startsWith("\rpublishing  50% 512.0 MiB of")
        .endsWith("\033[K")
        .hasSizeLessThan(60 + "\r\033[K".length());
    bar.done();
    assertThat(err.toString()).endsWith("\r\033[K");
  }

  @ParameterizedTest
  @CsvSource({"'50 132\n',132", "'0 0\n',80", "'',80", "'stty: not a tty',80", "'50 1x',80"})
  void theWidthIsWhatSttySays(String answer, int columns) {
    assertThat(TerminalWidth.parse(answer)).isEqualTo(columns);
  }

  @Test
  void theEnvironmentIsBelievedBeforeStty() {
    assertThat(new TerminalWidth(Map.of("COLUMNS", "47")).getAsInt()).isEqualTo(47);
    assertThat(new TerminalWidth(Map.of("COLUMNS", "0")).getAsInt()).isPositive();
  }
}
