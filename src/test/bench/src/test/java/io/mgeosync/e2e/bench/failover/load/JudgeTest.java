package io.mgeosync.e2e.bench.failover.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.mgeosync.e2e.bench.failover.service.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JudgeTest {
  private static final String TEXT = "杭州";

  @TempDir private Path home;

  private Weights weights(long seed) throws IOException {
    Path directory = Files.createDirectories(home.resolve("weights-" + seed));
    Weights.write(directory, seed);
    return Weights.read(directory);
  }

  private static Verdict verdict(Judge judge, String body) throws IOException {
    return judge.of(TEXT, Answer.parse(body));
  }

  private static String body(String version, double score) {
    return "{\"version\": \"%s\", \"score\": %s}".formatted(version, score);
  }

  @Test
  void onlyTheWeightsOfTheVersionThatItNamesMakeAnAnswerRight() throws IOException {
    Weights second = weights(2);
    Weights third = weights(3);
    var judge = new Judge(Map.of("v2", second, "v3", third));

    assertThat(verdict(judge, body("v2", second.score(TEXT)))).isEqualTo(Verdict.RIGHT);
    assertThat(verdict(judge, body("v3", third.score(TEXT)))).isEqualTo(Verdict.RIGHT);
    assertThat(verdict(judge, body("v3", second.score(TEXT)))).isEqualTo(Verdict.WRONG);
    assertThat(verdict(judge, body("v2", second.score("上海")))).isEqualTo(Verdict.WRONG);
  }

  @Test
  void aVersionThatMayNotServeIsWrongThoughItAnswersAsItShould() throws IOException {
    Weights first = weights(1);
    var judge = new Judge(Map.of("v2", weights(2)));

    assertThat(verdict(judge, body("v1", first.score(TEXT)))).isEqualTo(Verdict.WRONG);
    assertThat(verdict(judge, "{}")).isEqualTo(Verdict.WRONG);
    assertThat(verdict(judge, "{\"version\": \"v2\"}")).isEqualTo(Verdict.WRONG);
  }

  @Test
  void oneByteOfTheWeightsChangesTheAnswers() throws IOException {
    Weights right = weights(2);
    Path file = home.resolve("weights-2").resolve(Weights.FILE);
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 1] ^= 1;
    Files.write(file, bytes);

    Weights changed = Weights.read(home.resolve("weights-2"));

    assertThat(changed.score(TEXT)).isNotEqualTo(right.score(TEXT));
  }
}
