package io.mgeosync.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mgeosync.manifest.ComputeCapability;
import io.mgeosync.manifest.DriverVersion;
import io.mgeosync.manifest.Requirements;
import io.mgeosync.manifest.smoke.Decimal;
import io.mgeosync.manifest.smoke.Expectation;
import io.mgeosync.manifest.smoke.SmokeAdapter;
import io.mgeosync.manifest.smoke.SmokeCase;
import io.mgeosync.manifest.smoke.SmokeRequest;
import io.mgeosync.settings.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmokeFileTest {
  private static final String WHOLE =
      """
      cases:
        - name: same-address
          adapter: sentence-similarity
          pair: ["文三路478号", 'a "b" \\ c']
          latency: 500ms
          expect:
            - {label: exact_match, score: 0.9730, absolute: 1e-3}
        - name: spans
          adapter: token-classification
          text: 浙江省
          expect:
            - {at: /output, label: prov, start: 0, end: 3, span: 浙江省}
        - name: any
          adapter: http-json
          body: '{"inputs": [1, 2]}'
          expect:
            - {at: /label, text: "yes"}
      """;

  @TempDir Path folder;

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("smoke.yaml"), text);
  }

  @Test
  void everyKindOfRequestAndExpectationIsRead() throws IOException {
    assertThat(SmokeFile.cases(file(WHOLE)))
        .containsExactly(
            new SmokeCase(
                new SmokeRequest(
                    "same-address",
                    SmokeAdapter.SENTENCE_SIMILARITY,
                    "{\"text1\":\"文三路478号\",\"text2\":\"a \\\"b\\\" \\\\ c\"}",
                    Duration.ofMillis(500)),
                List.of(
                    new Expectation.Score(
                        "",
                        "exact_match",
                        Decimal.parse("0.973"),
                        Decimal.parse("0.001"),
                        Decimal.parse("0.01")))),
            new SmokeCase(
                new SmokeRequest(
                    "spans",
                    SmokeAdapter.TOKEN_CLASSIFICATION,
                    "{\"text\":\"浙江省\"}",
                    Duration.ofSeconds(2)),
                List.of(new Expectation.Span("/output", "prov", 0, 3, "浙江省"))),
            new SmokeCase(
                new SmokeRequest(
                    "any", SmokeAdapter.HTTP_JSON, "{\"inputs\": [1, 2]}", Duration.ofSeconds(2)),
                List.of(new Expectation.Text("/label", "", "yes"))));
  }

  @Test
  void whatIsWrittenIsReadAgain() throws IOException {
    List<SmokeCase> cases = SmokeFile.cases(file(WHOLE));
    assertThat(SmokeFile.cases(file(SmokeFileWriter.write(cases)))).isEqualTo(cases);
  }

  @Test
  void requestsNeedNoExpectations() throws IOException {
    assertThat(SmokeFile.requests(file("cases: [{name: a, adapter: text, text: 测试}]")))
        .containsExactly(
            new SmokeRequest("a", SmokeAdapter.TEXT, "{\"text\":\"测试\"}", Duration.ofSeconds(2)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "name: any | nme: any | 13: cases[2].nme: unknown key; write \"name\"",
        "adapter: http-json | adapter: grpc | 14: cases[2].adapter: is not one of text,"
            + " sentence-similarity",
        "body: '{\"inputs\": [1, 2]}' | body: '{inputs: 1}' | 15: cases[2].body: not JSON",
        "body: '{\"inputs\": [1, 2]}' | latency: 1s | 13: cases[2]: a case has exactly one of text,"
            + " pair and body",
        "text: 浙江省 | pair: [a] | 10: cases[1].pair: a pair has two texts",
        "name: any | name: spans | 1: two cases have one name",
        "name: any | name: Any | 13: cases[2]: a case's name is 1-63 of",
        "latency: 500ms | latency: 61s | 2: cases[0]: a latency is from 1 ms to 60 s",
        "score: 0.9730 | score: high | 7: cases[0].expect[0].score: \"high\" is not a number",
        "score: 0.9730 | score: 0.9.3 | 7: cases[0].expect[0].score: ",
        "absolute: 1e-3 | absolute: -1 | 7: cases[0].expect[0]: a tolerance is not negative",
        "absolute: 1e-3 | span: a | 7: cases[0].expect[0]: an expectation has exactly one of"
            + " score,",
        "start: 0 | start: 4 | 12: cases[1].expect[0]: a span is 0",
        "at: /output | at: output | 12: cases[1].expect[0]: not a JSON pointer",
      })
  void aMistakeIsNamedWhereItIs(String good, String bad, String message) throws IOException {
    assertThat(WHOLE).contains(good);
    Path file = file(WHOLE.replaceFirst(java.util.regex.Pattern.quote(good), bad));
    assertThatThrownBy(() -> SmokeFile.cases(file))
        .isInstanceOf(ConfigException.class)
        .message()
        .startsWith(file + ":" + message)
        .doesNotContain("\n");
  }

  @Test
  void requirementsAreReadWithUnits() throws IOException {
    Path file = file("{gpu-memory: 16GiB, compute-capability: \"8.0\", driver: 535.104.05}");
    Requirements requirements = RequirementsFile.read(file);
    assertThat(requirements.gpuMemory()).contains(16L << 30);
    assertThat(requirements.computeCapability()).contains(new ComputeCapability(8, 0));
    assertThat(requirements.driver()).contains(new DriverVersion("535.104.05"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "gpu-memory: 16 G | gpu-memory: \"16 G\" is not a size; write e.g. 16GiB",
        "gpu-memory: 9007199254740992 | a GPU's memory is from 1 to 2^53-1 bytes",
        "gpu-memory: 999999999GiB | a GPU's memory is",
        "driver: latest | driver: not a driver version such as 535.104.05",
        "python-lock: md5:00000000000000000000000000000000 | only SHA-256 is believed",
        "gpu: 1 | gpu: unknown key",
      })
  void requirementsThatCannotBeMeantAreRefused(String text, String message) throws IOException {
    Path file = file(text);
    assertThatThrownBy(() -> RequirementsFile.read(file))
        .isInstanceOf(ConfigException.class)
        .message()
        .startsWith(file + ":1: " + message);
  }
}
