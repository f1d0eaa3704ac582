package io.mgeosync.probe.smoke;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mgeosync.manifest.Refusal;
import io.mgeosync.manifest.Refusal.Kind;
import io.mgeosync.manifest.smoke.Decimal;
import io.mgeosync.manifest.smoke.Expectation;
import io.mgeosync.manifest.smoke.SmokeAdapter;
import io.mgeosync.manifest.smoke.SmokeCase;
import io.mgeosync.manifest.smoke.SmokeRequest;
import io.mgeosync.probe.ProbeResult;
import io.mgeosync.probe.smoke.SmokeRecorder.Recorded;
import java.time.Duration;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SmokeRecorderTest {
  private static final Tolerance TOLERANCE =
      new Tolerance(Decimal.parse("0.001"), Decimal.parse("0.01"));
  private static final String RIGHT = Cases.RIGHT;

  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  /** The last answer stays. */
  private static SmokeCase record(SmokeAdapter adapter, String... answers)
      throws InterruptedException {
    return recorded(adapter, answers).smoke();
  }

  private static Recorded recorded(SmokeAdapter adapter, String... answers)
      throws InterruptedException {
    Iterator<String> next = Arrays.asList(answers).iterator();
    SmokeService service =
        new SmokeService() {
          private String answer = "";

          @Override
          public SmokeReply sendRequest(SmokeRequest request) {
            answer = next.hasNext() ? next.next() : answer;
            return new SmokeReply.Answered(json(answer));
          }
        };
    var request = new SmokeRequest("a", adapter, "{}", Duration.ofSeconds(1));
    Recorded recorded = new SmokeRecorder(service, TOLERANCE).record(List.of(request)).getFirst();
    assertThat(Comparison.of(recorded.smoke(), json(answers[0])).mismatches()).isEmpty();
    return recorded;
  }

  @Test
  void eachAdapterFindsItsPlaceThoughTheAnswerIsWrapped() throws InterruptedException {
    assertThat(
            record(SmokeAdapter.SENTENCE_SIMILARITY, "{\"Code\":200,\"Data\":" + RIGHT + "}")
                .expect())
        .hasSize(3)
        .contains(Cases.score("/Data", "yes", "0.973"));
    assertThat(record(SmokeAdapter.TEXT_RANKING, "{\"d\":{\"scores\":[0.5,0.25]}}").expect())
        .containsExactly(
            Cases.score("/d/scores", "0", "0.5"), Cases.score("/d/scores", "1", "0.25"));
    assertThat(
            record(
                    SmokeAdapter.TOKEN_CLASSIFICATION,
                    "{\"output\":[{\"type\":\"p\",\"start\":0,\"end\":1,\"span\":\"浙\"}]}")
                .expect())
        .containsExactly(new Expectation.Span("/output", "p", 0, 1, "浙"));
    assertThat(
            record(
                    SmokeAdapter.OPEN_INFERENCE,
                    "{\"model_name\":\"m\",\"outputs\":[{\"name\":\"y\",\"data\":[1]}]}")
                .expect())
        .containsExactly(Cases.score("/outputs", "y/0", "1"));
  }

  @Test
  void ofAnyJsonTheFirstScalarsAreTakenAndKeysAreEscaped() throws InterruptedException {
    String vector = "0.1,".repeat(500) + "0.2";
    SmokeCase smoke =
        record(SmokeAdapter.TEXT, "{\"a/b~c\":1.5,\"ok\":true,\"t\":\"x\",\"v\":[" + vector + "]}");
    assertThat(smoke.expect())
        .hasSize(16)
        .contains(Cases.score("/a~1b~0c", "", "1.5"), new Expectation.Text("/t", "", "x"));
  }

  @Test
  void whatChangesFromOneTimeToTheNextIsLeftOut() throws InterruptedException {
    assertThat(
            record(
                    SmokeAdapter.HTTP_JSON,
                    "{\"id\":1,\"s\":0.5,\"t\":\"a\"}",
                    "{\"id\":2,\"s\":0.5004,\"t\":\"a\"}",
                    "{\"id\":3,\"s\":0.5,\"t\":\"b\"}")
                .expect())
        .containsExactly(Cases.score("/s", "", "0.5"));
  }

  @Test
  void whatIsLeftOutIsTold() throws InterruptedException {
    String vector = "0.1,".repeat(20) + "0.2";
    assertThat(
            recorded(
                    SmokeAdapter.HTTP_JSON,
                    "{\"id\":1,\"s\":0.5,\"ok\":true,\"long\":\"%s\",\"v\":[%s]}"
                        .formatted("x".repeat(300), vector),
                    "{\"id\":2,\"s\":0.5,\"v\":[%s]}".formatted(vector))
                .leftOut())
        .containsExactly(
            "/ok: no case can hold this value",
            "/long: no case can hold this value",
            "7 more values: a case holds 16",
            "/id: not the same every time");
    assertThat(recorded(SmokeAdapter.HTTP_JSON, "{\"s\":0.5}").leftOut()).isEmpty();
  }

  @Test
  void anAnswerThatNeverRepeatsOrHoldsNothingIsRefused() {
    assertThatThrownBy(() -> record(SmokeAdapter.TEXT, "{\"id\":1}", "{\"id\":2}"))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.kind()).isEqualTo(Kind.MISMATCH))
        .hasMessageStartingWith("a: the service answers otherwise every time");
    assertThatThrownBy(() -> record(SmokeAdapter.TEXT_RANKING, "{\"embedding\":[1,2]}"))
        .hasMessageContaining("nothing that the adapter text-ranking reads");
    assertThatThrownBy(() -> record(SmokeAdapter.TEXT, "{\"s\":1e300}"))
        .isInstanceOf(Refusal.class)
        .hasMessageStartingWith("a: ");
  }

  @Test
  void oneMoreSpanNowAndThenIsNotSteady() {
    String one = "{\"type\":\"p\",\"start\":0,\"end\":1,\"span\":\"a\"}";
    String two = one + "," + one.replace("\"p\"", "\"q\"");
    assertThatThrownBy(
            () ->
                record(
                    SmokeAdapter.TOKEN_CLASSIFICATION,
                    "{\"output\":[" + one + "]}",
                    "{\"output\":[" + two + "]}"))
        .hasMessageContaining("otherwise every time");
  }

  @Test
  void aServiceThatDoesNotAnswerIsToldAsSuch() {
    var late = new SmokeReply.Decided(new ProbeResult.Late("Refused", "nothing listens"));
    var request = new SmokeRequest("a", SmokeAdapter.TEXT, "{}", Duration.ofSeconds(1));
    assertThatThrownBy(() -> new SmokeRecorder(asked -> late, TOLERANCE).record(List.of(request)))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> {
              assertThat(refusal.kind()).isEqualTo(Kind.UNAVAILABLE);
              assertThat(refusal.reason()).isEqualTo("a: nothing listens");
            });
  }
}
