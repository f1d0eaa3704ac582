package io.mgeosync.probe.smoke;

import static io.mgeosync.probe.smoke.Cases.score;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mgeosync.manifest.smoke.Decimal;
import io.mgeosync.manifest.smoke.Expectation;
import io.mgeosync.manifest.smoke.SmokeAdapter;
import io.mgeosync.manifest.smoke.SmokeCase;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ComparisonTest {
  private static final SmokeCase SPANS =
      Cases.of(
          SmokeAdapter.TOKEN_CLASSIFICATION,
          new Expectation.Span("/output", "prov", 0, 3, "浙江省"),
          new Expectation.Span("/output", "city", 3, 6, "杭州市"));
  private static final String PROV = "{\"type\":\"prov\",\"start\":0,\"end\":3,\"span\":\"浙江省\"}";
  private static final String CITY = "{\"type\":\"city\",\"start\":3,\"end\":6,\"span\":\"杭州市\"}";

  private static List<String> mismatches(SmokeCase smoke, String answer) {
    return compare(smoke, answer).mismatches();
  }

  private static Comparison compare(SmokeCase smoke, String answer) {
    try {
      return Comparison.of(smoke, new ObjectMapper().readTree(answer));
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"labels\":[\"yes\",\"no\"],\"scores\":[0.97,0.0205]}",
        "{\"labels\":[\"no\",\"other\",\"yes\"],\"scores\":[0.0205,9,0.97]}",
        "{\"labels\":[\"no\",\"yes\"],\"scores\":[0.0195,0.9803]}"
      })
  void labelsAndScoresMayComeInAnyOrder(String answer) {
    assertThat(mismatches(Cases.similarity("a"), answer)).isEmpty();
  }

  @Test
  void aSwappedPairOfLabelsIsWrong() {
    assertThat(
            mismatches(
                Cases.similarity("a"), "{\"labels\":[\"no\",\"yes\"],\"scores\":[0.97,0.0205]}"))
        .containsExactly(
            "the answer yes: expected 0.97 ± 0.0107, found 0.0205",
            "the answer no: expected 0.0205 ± 0.00121, found 0.97");
  }

  @ParameterizedTest
  @CsvSource({"0.9807,true", "0.98071,false", "0.9593,true", "0.95929,false", "-0.97,false"})
  void theToleranceIsTheSumOfBothAndItsEdgeIsInside(String actual, boolean right) {
    SmokeCase smoke = Cases.of(SmokeAdapter.TEXT, score("/s", "", "0.97"));
    assertThat(mismatches(smoke, "{\"s\":%s}".formatted(actual)).isEmpty()).isEqualTo(right);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "1",
        "null",
        "{\"s\":null}",
        "{\"s\":\"0.97\"}",
        "{\"s\":[0.97]}",
        "{\"s\":true}"
      })
  void anotherShapeIsWrongAndNeverThrows(String answer) {
    SmokeCase smoke = Cases.of(SmokeAdapter.TEXT, score("/s", "", "0.97"));
    assertThat(mismatches(smoke, answer))
        .singleElement()
        .asString()
        .startsWith("/s: expected 0.97");
    assertThat(mismatches(SPANS, answer)).hasSize(2);
    assertThat(mismatches(Cases.similarity("a"), answer)).hasSize(2);
  }

  @Test
  void aNumberThatIsWrittenAsTextIsToldAsText() {
    SmokeCase smoke = Cases.of(SmokeAdapter.TEXT, score("/s", "", "0.97"));
    assertThat(mismatches(smoke, "{\"s\":\"0.97\"}"))
        .containsExactly("/s: expected 0.97 ± 0.0107, found the text \"0.97\"");
  }

  @Test
  void textsThatLookAlikeAreToldApart() {
    SmokeCase odd = Cases.of(SmokeAdapter.TEXT, new Expectation.Text("/t", "", "a b"));
    assertThat(mismatches(odd, "{\"t\":\"a\u00a0b\"}"))
        .containsExactly("/t: from character 2 on expected \"a b\", found \"a\\u00A0b\"");
    String start = "x".repeat(100);
    SmokeCase tall = Cases.of(SmokeAdapter.TEXT, new Expectation.Text("/t", "", start + "right"));
    assertThat(mismatches(tall, "{\"t\":\"%swrong\"}".formatted(start)))
        .containsExactly(
            "/t: from character 101 on expected \"xxxxxxxxright\", found \"xxxxxxxxwrong\"");
  }

  @Test
  void spansMayComeInAnyOrderButNoneMoreAndNoneLess() {
    assertThat(mismatches(SPANS, spans(CITY, PROV))).isEmpty();
    assertThat(mismatches(SPANS, spans(CITY)))
        .containsExactly("/output: expected prov 0-3 浙江省, found not there");
    assertThat(mismatches(SPANS, spans(CITY, PROV, PROV.replace("prov", "town"))))
        .containsExactly("unexpected town 0-3 浙江省");
    assertThat(mismatches(SPANS, spans(PROV, CITY.replace("3,", "4,")))).hasSize(2);
  }

  private static String spans(String... spans) {
    return "{\"output\":[" + String.join(",", spans) + "]}";
  }

  @Test
  void rankingScoresKeepTheirPlaces() {
    SmokeCase smoke =
        Cases.of(
            SmokeAdapter.TEXT_RANKING, score("/scores", "0", "0.9"), score("/scores", "1", "0.2"));
    assertThat(mismatches(smoke, "{\"scores\":[0.9,0.2]}")).isEmpty();
    assertThat(mismatches(smoke, "{\"scores\":[0.2,0.9]}")).hasSize(2);
  }

  @Test
  void outputsOfTheOpenInferenceProtocolAreMatchedByNameAndMayBeNested() {
    SmokeCase smoke =
        Cases.of(
            SmokeAdapter.OPEN_INFERENCE,
            score("/outputs", "probs/1", "0.2"),
            new Expectation.Text("/outputs", "label/0", "yes"));
    assertThat(
            mismatches(
                smoke,
                "{\"outputs\":[{\"name\":\"label\",\"data\":[\"yes\"]},"
                    + "{\"name\":\"probs\",\"shape\":[1,2],\"data\":[[0.8,0.2]]}]}"))
        .isEmpty();
  }

  @Test
  void whatTheServiceSaysCannotForgeALineOrFillTheScreen() {
    SmokeCase smoke = Cases.of(SmokeAdapter.TEXT, new Expectation.Text("/t", "", "yes"));
    assertThat(mismatches(smoke, "{\"t\":\"no\\nERROR all is well" + "x".repeat(9999) + "\"}"))
        .singleElement()
        .asString()
        .hasSizeLessThan(120)
        .doesNotContain("\n");
  }

  @Test
  void aTextIsATextToTheLetter() {
    SmokeCase smoke = Cases.of(SmokeAdapter.HTTP_JSON, new Expectation.Text("/t", "", "1"));
    assertThat(mismatches(smoke, "{\"t\":\"1 \"}")).isNotEmpty();
    assertThat(mismatches(smoke, "{\"t\":{\"1\":1}}")).isNotEmpty();
  }

  @Test
  void noiseWithinTheToleranceLeavesTheFingerprintAloneAndAnotherAnswerDoesNot() {
    SmokeCase smoke = Cases.similarity("a");
    List<String> golden = Comparison.golden(smoke);
    assertThat(compare(smoke, Cases.RIGHT).normalised()).isEqualTo(golden);
    assertThat(compare(smoke, Cases.RIGHT.replace("0.973", "0.41")).normalised())
        .isNotEqualTo(golden);
    assertThat(compare(SPANS, spans(CITY, PROV, PROV.replace("prov", "town"))).normalised())
        .isNotEqualTo(Comparison.golden(SPANS));
  }

  @Test
  void aHugeNumberIsWrongAndCheap() {
    SmokeCase smoke =
        Cases.of(
            SmokeAdapter.TEXT,
            new Expectation.Score(
                "/s", "", Decimal.parse("1"), Decimal.parse("0"), Decimal.parse("0")));
    assertThat(mismatches(smoke, "{\"s\":1e308}"))
        .containsExactly("/s: expected 1 ± 0, found 1E+308");
    assertThat(mismatches(smoke, "{\"s\":1e2000000000}"))
        .containsExactly("/s: expected 1 ± 0, found not a finite number");
  }
}
