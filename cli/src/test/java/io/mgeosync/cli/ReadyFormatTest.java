package io.mgeosync.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.mgeosync.cli.ReadyResult.Standing;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The numbers are other programs' conventions: none of them may ever change here. */
final class ReadyFormatTest {
  private static final String REASON = "not ready: mgeo-base: Served: the service reports v1";

  private static ReadyResult readiness(Standing standing, String sentence) {
    ExitCode exit =
        switch (standing) {
          case READY, WARNED -> ExitCode.OK;
          case REFUSED -> ExitCode.NOT_READY;
          case UNKNOWN -> ExitCode.CONFIGURATION;
        };
    return new ReadyResult(standing, exit, sentence);
  }

  @ParameterizedTest
  @CsvSource({
    "exit-code,  0 0 10 3",
    "consul,     0 1 2 1",
    "npd,        0 0 1 2",
    "slurm,      0 0 10 0",
    "systemd,    0 0 1 255",
    "nagios,     0 1 2 3",
    "kubernetes, 0 0 1 1"
  })
  void readyWarnedRefusedUnknown(String asker, String numbers) {
    assertThat(
            Stream.of(Standing.values())
                .map(standing -> "" + ReadyFormat.of(asker).code(readiness(standing, "x")))
                .collect(Collectors.joining(" ")))
        .isEqualTo(numbers);
  }

  @Test
  void anUnknownOneIsAnsweredWithAllOfThem() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ReadyFormat.of("pigeon"))
        .withMessage("not one of exit-code, consul, npd, slurm, systemd, nagios, kubernetes");
  }

  @Test
  void aLineForTheNodeProblemDetectorFitsIntoItsEightyBytes() {
    String whole = "a".repeat(80);
    assertThat(ReadyFormat.NPD.line(readiness(Standing.REFUSED, whole))).isEqualTo(whole);
    assertThat(ReadyFormat.NPD.line(readiness(Standing.REFUSED, whole + "b")))
        .isEqualTo("a".repeat(77) + "...");
    for (String letter : new String[] {"杭", "😀", "é"}) {
      String cut = ReadyFormat.NPD.line(readiness(Standing.REFUSED, letter.repeat(90)));
      assertThat(cut).endsWith(letter + "...").doesNotContain("?");
      assertThat(cut.getBytes(StandardCharsets.UTF_8)).hasSizeBetween(76, 80);
    }
  }

  @Test
  void aLineForNagiosBeginsWithItsWordAndHoldsNoPerformanceData() {
    assertThat(ReadyFormat.NAGIOS.line(readiness(Standing.REFUSED, REASON + " | v2")))
        .isEqualTo("MGEO-SYNC CRITICAL: " + REASON + " / v2");
    assertThat(ReadyFormat.NAGIOS.line(readiness(Standing.UNKNOWN, "no answer")))
        .isEqualTo("MGEO-SYNC UNKNOWN: no answer");
  }

  @Test
  void nothingInAReasonBeginsAnotherLine() {
    assertThat(ReadyFormat.CONSUL.line(readiness(Standing.UNKNOWN, "a\r\n  b\nc")))
        .isEqualTo("unknown: a b c");
  }
}
