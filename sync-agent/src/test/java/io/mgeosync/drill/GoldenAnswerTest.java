package io.mgeosync.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mgeosync.manifest.Refusal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class GoldenAnswerTest {
  private static final JsonPointer WHOLE = JsonPointer.empty();
  private static final JsonNode GOLDEN = json("{'label':'杭州','score':0.9,'spans':[{'start':3}]}");

  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text.replace('\'', '"'));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'score':0.9001,'label':'杭州','spans':[{'start':3}]}",
        "{'spans':[{'start':3.0}],'label':'杭州','score':0.8905}"
      })
  void anotherOrderAndAnotherGpusRoundingAreRight(String answer) {
    assertThat(GoldenAnswer.of(WHOLE, GOLDEN).problem(json(answer))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'label':'宁波','score':0.9,'spans':[{'start':3}]}",
        "{'label':'杭州','score':0.8,'spans':[{'start':3}]}",
        "{'label':'杭州','score':'0.9','spans':[{'start':3}]}",
        "{'label':'杭州','score':0.9,'spans':[{'start':3},{'start':9}]}",
        "{'label':'杭州','score':0.9,'spans':[]}",
        "{'label':'杭州','score':0.9}",
        "{'label':'杭州','score':1e999999999,'spans':[{'start':3}]}",
        "{}",
        "null"
      })
  void whatSaysSomethingElseIsWrong(String answer) {
    assertThat(GoldenAnswer.of(WHOLE, GOLDEN).problem(json(answer))).isPresent();
  }

  @Test
  void theProblemNamesPlaceAndValuesInOneLine() {
    var answer = json("{'label':'a\\nb','score':0.9,'spans':[{'start':3}]}");
    assertThat(GoldenAnswer.of(WHOLE, GOLDEN).problem(answer))
        .hasValue("/label is \"a\\nb\", not \"杭州\"");
  }

  @Test
  void whatDiffersFromAnswerToAnswerMayBeAnything() {
    GoldenAnswer golden =
        GoldenAnswer.learnt(
            WHOLE,
            List.of(
                json("{'id':'1','score':0.5,'took':3}"),
                json("{'id':'2','score':0.5001,'took':9,'cached':true}")));
    assertThat(golden.problem(json("{'id':'77','score':0.5}"))).isEmpty();
    assertThat(golden.problem(json("{'id':'1','score':0.7,'took':3}"))).isPresent();
    assertThat(golden.problem(json("{'id':'1','score':0.5,'extra':1}"))).isPresent();
  }

  @Test
  void onlyWhatThePointerNamesIsLookedAt() {
    GoldenAnswer golden = GoldenAnswer.of(JsonPointer.compile("/label"), json("'杭州'"));
    assertThat(golden.problem(json("{'label':'杭州','node':'gpu-b'}"))).isEmpty();
    assertThat(golden.problem(json("{'node':'gpu-b'}")))
        .hasValueSatisfying(problem -> assertThat(problem).contains("/label is missing"));
  }

  @Test
  void answersThatHaveNothingInCommonCannotTellRightFromWrong() {
    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(() -> GoldenAnswer.learnt(WHOLE, List.of(json("{'a':1}"), json("{'a':2}"))))
        .satisfies(e -> assertThat(e.kind()).isEqualTo(Refusal.Kind.CONFIGURATION))
        .withMessageStartingWith("2 answers to the same request have nothing in common; ");
    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(
            () ->
                GoldenAnswer.learnt(
                    JsonPointer.compile("/no"), List.of(json("{'a':1}"), json("{'a':1}"))))
        .withMessageStartingWith("2 answers to the same request have nothing in common at /no; ");
  }
}
