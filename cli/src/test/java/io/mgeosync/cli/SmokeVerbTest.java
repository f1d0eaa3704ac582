package io.mgeosync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SmokeVerbTest {
  private static final String ANSWER = "{\"norm\":1.25,\"label\":\"road\"}";

  @TempDir Path folder;
  private Path requests;
  private Path smoke;

  @BeforeEach
  void record() throws IOException {
    smoke = folder.resolve("smoke.json");
    requests = folder.resolve("requests.yaml");
    Files.writeString(
        requests,
        """
        cases:
          - {name: short, adapter: text, text: 测试, latency: 30s}
          - {name: longer-one, adapter: text, text: 文三路, latency: 30s}
        """);
  }

  private CliRun smoke(String verb, Path source, List<String> options, String script) {
    var arguments = new ArrayList<>(List.of("smoke", verb, source.toString()));
    arguments.addAll(options);
    arguments.addAll(List.of("--", "/bin/sh", "-c", script));
    return CliRun.of(new FakeNode(), arguments.toArray(String[]::new));
  }

  private CliRun recorded() {
    return smoke("record", requests, List.of("--out", smoke.toString()), "echo '" + ANSWER + "'");
  }

  private CliRun run(String script, String... options) {
    return smoke("run", smoke, List.of(options), script);
  }

  @Test
  void whatWasRecordedIsRightWhenItIsRunAgain() {
    CliRun recorded = recorded();
    assertThat(recorded.exitCode()).as(recorded.err()).isZero();
    assertThat(recorded.out()).startsWith("2 cases in " + smoke + ", answers sha256:");
    CliRun run = run("echo '" + ANSWER + "'");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .isEqualTo(
            """
            right  short           0 ms
            right  longer-one      0 ms
            2 of 2 cases are right
            """);
  }

  @Test
  void aWrongAnswerIsFourAndALateOneSix() {
    recorded();
    CliRun wrong = run("echo '" + ANSWER.replace("1.25", "2") + "'");
    assertThat(wrong.exitCode()).isEqualTo(4);
    assertThat(wrong.out())
        .contains("WRONG  short           0 ms  /norm: expected 1.25 ± 0.0135, found 2\n");
    CliRun late = run("exit 1");
    assertThat(late.exitCode()).isEqualTo(6);
    assertThat(late.out()).contains("LATE   short           0 ms  /bin/sh exited with 1\n");
    CliRun both = run("[ $MGEO_SYNC_SMOKE_CASE = short ] && exit 1; exit 4");
    assertThat(both.exitCode()).isEqualTo(4);
  }

  @Test
  void jsonCarriesTheFingerprintThatRecordPrinted() {
    String printed = recorded().out().strip();
    JsonNode json = JsonLine.read(run("echo '" + ANSWER + "'", "--json").out());
    assertThat(json.path("ok").asBoolean()).isTrue();
    assertThat(printed).endsWith(json.path("answers").asText());
    assertThat(json.at("/cases/1/name").asText()).isEqualTo("longer-one");
    assertThat(json.at("/cases/1/result").asText()).isEqualTo("right");
  }

  @Test
  void aFileWithAMistakeIsThreeAndNamesTheLine() throws IOException {
    Files.writeString(smoke, "cases:\n  - {name: a, adaptor: text}\n");
    CliRun run = run("true");
    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.err())
        .startsWith("mgeo-sync: " + smoke + ":2: cases[0].adaptor: unknown key; write \"adapter\"");
  }

  @Test
  void whomToAskMustBeSaid() {
    recorded();
    assertThat(CliRun.of(new FakeNode(), "smoke", "run", smoke.toString()).exitCode()).isEqualTo(2);
    assertThat(run("true", "--url", "http://127.0.0.1:1/").exitCode()).isEqualTo(2);
    assertThat(
            CliRun.of(new FakeNode(), "smoke", "run", smoke.toString(), "--url", "localhost:1")
                .exitCode())
        .isEqualTo(2);
    assertThat(CliRun.of(new FakeNode(), "smoke").err()).contains("smoke record, smoke run");
  }

  @Test
  void aFolderWithoutAManifestIsFive() {
    CliRun run = smoke("run", folder, List.of(), "true");
    assertThat(run.exitCode()).as(run.err()).isEqualTo(5);
  }
}
