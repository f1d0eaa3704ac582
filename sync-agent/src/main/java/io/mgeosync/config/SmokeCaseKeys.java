package io.mgeosync.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.mgeosync.base.InvalidValueException;
import io.mgeosync.manifest.smoke.SmokeAdapter;
import io.mgeosync.manifest.smoke.SmokeCase;
import io.mgeosync.manifest.smoke.SmokeRequest;
import io.mgeosync.settings.Default;
import io.mgeosync.settings.KeyTypes;
import io.mgeosync.settings.TextReader;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One case as a smoke file writes it.
 *
 * @param text short for the body that the recipe's services for one text take
 * @param pair short for the body that its services for two texts take
 * @param body the whole body, which is JSON
 * @param expect null where only the request matters
 */
record SmokeCaseKeys(
    String name,
    @JsonDeserialize(using = Adapter.class) SmokeAdapter adapter,
    @JsonDeserialize(using = KeyTypes.Verbatim.class) @Nullable String text,
    @JsonDeserialize(contentUsing = KeyTypes.Verbatim.class) @Nullable List<String> pair,
    @JsonDeserialize(using = Body.class) @Nullable String body,
    @Default("2s") Duration latency,
    @Nullable List<ExpectationKeys> expect) {
  private static final ObjectMapper JSON = new ObjectMapper();

  SmokeCaseKeys {
    if (Stream.of(text, pair, body).filter(Objects::nonNull).count() != 1) {
      throw new InvalidValueException(
          "a case has exactly one of text, pair and body", "keep one of them");
    }
    if (pair != null && pair.size() != 2) {
      throw InvalidValueException.at(
          "pair", "a pair has two texts", "write e.g. pair: [\"a\", \"b\"]");
    }
    // Made here too, so that what no case may hold is refused where this one is written.
    SmokeRequest request = new SmokeRequest(name, adapter, body(text, pair, body), latency);
    if (expect != null) {
      withExpectations(request, expect);
    }
  }

  private static String body(
      @Nullable String text, @Nullable List<String> pair, @Nullable String body) {
    if (text != null) {
      return JSON.valueToTree(Map.of("text", text)).toString();
    }
    if (pair != null) {
      var texts =
          JSON.createObjectNode().put("text1", pair.getFirst()).put("text2", pair.getLast());
      return texts.toString();
    }
    return Objects.requireNonNull(body);
  }

  SmokeRequest request() {
    return new SmokeRequest(name, adapter, body(text, pair, body), latency);
  }

  /** With what it expects, which must be written. */
  SmokeCase smokeCase() {
    return withExpectations(request(), Objects.requireNonNull(expect));
  }

  private static SmokeCase withExpectations(SmokeRequest request, List<ExpectationKeys> expect) {
    return new SmokeCase(request, expect.stream().map(ExpectationKeys::expectation).toList());
  }

  static final class Adapter extends TextReader<SmokeAdapter> {
    Adapter() {
      super(SmokeAdapter::named);
    }
  }

  static final class Body extends TextReader<String> {
    Body() {
      super(Body::parse);
    }

    private static String parse(String body) {
      try {
        JSON.readTree(body);
        return body;
      } catch (JsonProcessingException e) {
        throw new InvalidValueException(
            "not JSON: " + e.getOriginalMessage(), "put the JSON text in single quotes");
      }
    }
  }
}
