package io.mgeosync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.mgeosync.manifest.Refusal;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CommandLinesTest {
  private final FakeNode node = new FakeNode();

  private static final class Refused extends Refusal {
    Refused(Kind kind) {
      super(kind, "the\nreason", "the remedy", null);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "publish",
        "promote",
        "rollback",
        "renew",
        "restore",
        "sync",
        "plan",
        "agent",
        "director",
        "verify",
        "ready",
        "status",
        "explain",
        "probe",
        "unpoison",
        "drain",
        "undrain",
        "switchover",
        "drill",
        "smoke",
        "smoke record",
        "smoke run"
      })
  void everyVerbHelpsWithExamplesAndExitCodes(String verb) {
    CliRun run = CliRun.of(node, (verb + " --help").split(" "));
    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .startsWith("Usage: mgeo-sync " + verb)
        .contains("Examples:\n  mgeo-sync " + verb)
        .contains("Exit codes:\n    0   done")
        .doesNotContain("\033[");
  }

  @Test
  void exitCodesNeverChange() {
    assertThat(
            Stream.of(ExitCode.values())
                .map(code -> code.code() + " " + code)
                .collect(Collectors.joining(", ")))
        .isEqualTo(
            "0 OK, 1 INTERNAL, 2 USAGE, 3 CONFIGURATION, 4 MISMATCH, 5 MISSING, 6 UNAVAILABLE,"
                + " 7 DENIED, 8 BUSY, 9 NO_SPACE, 10 NOT_READY");
  }

  @ParameterizedTest
  @EnumSource(Refusal.Kind.class)
  void aRefusalIsOneLineAndTheCodeOfItsKind(Refusal.Kind kind) {
    node.cycles =
        name -> {
          throw new Refused(kind);
        };
    CliRun run = CliRun.of(node, "sync", "--bundle", "mgeo-base");
    assertThat(run.exitCode()).isEqualTo(ExitCode.valueOf(kind.name()).code());
    assertThat(run.err()).isEqualTo("mgeo-sync: mgeo-base: the reason; the remedy\n");
  }

  @Test
  void aFaultOfTheProgramIsOneLineUnlessDebugging() {
    node.cycles =
        name -> {
          throw new IllegalStateException("broken");
        };
    CliRun run = CliRun.of(node, "sync");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err())
        .isEqualTo(
            "mgeo-sync: unexpected: java.lang.IllegalStateException: broken;"
                + " run with --debug for the stack trace\n");
    assertThat(CliRun.of(node, "sync", "--debug").err()).contains("\tat io.mgeosync.cli");
    assertThat(CliRun.of(node, false, Map.of("MGEO_SYNC_DEBUG", "1"), "sync").err())
        .contains("\tat io.mgeosync.cli");
  }

  @Test
  void aMisspeltOptionIsAnsweredWithTheNearest() {
    CliRun run = CliRun.of(node, "rollback", "--stroe=file:///mnt/models");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("did you mean --store").hasLineCount(1);
  }

  @Test
  void aMisspeltVerbIsAnsweredWithTheNearest() {
    CliRun run = CliRun.of(node, "pubish");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("did you mean publish").hasLineCount(1);
  }

  @Test
  void aWrongValueIsAnsweredWithWhatWouldBeRight() {
    CliRun run = CliRun.of(node, "sync", "--bundle", "UPPER");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("'UPPER': a bundle name is 1-63 of a-z").hasLineCount(1);
  }

  @Test
  void noVerbIsAUsageErrorThatNamesThem() {
    CliRun run = CliRun.of(node);
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .contains("publish, promote, rollback, renew, restore, sync")
        .hasLineCount(1);
  }
}
