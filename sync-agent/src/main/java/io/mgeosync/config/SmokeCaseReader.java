package io.mgeosync.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mgeosync.base.InvalidValueException;
import io.mgeosync.manifest.smoke.Decimal;
import io.mgeosync.manifest.smoke.Expectation;
import io.mgeosync.manifest.smoke.SmokeAdapter;
import io.mgeosync.manifest.smoke.SmokeCase;
import io.mgeosync.manifest.smoke.SmokeRequest;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** One case of a smoke file. */
final class SmokeCaseReader {
  /** Another GPU model, another batch: the last digits differ, an answer does not. */
  private static final Decimal ABSOLUTE = Decimal.parse("0.001");

  private static final Decimal RELATIVE = Decimal.parse("0.01");
  private static final ObjectMapper JSON = new ObjectMapper();

  private SmokeCaseReader() {}

  static SmokeCase smokeCase(Section section) {
    SmokeRequest request = request(section);
    List<Expectation> expect =
        section.sections("expect").stream().map(SmokeCaseReader::expectation).toList();
    return section.make(() -> new SmokeCase(request, expect));
  }

  static SmokeRequest request(Section section) {
    String name = section.require("name", Values::text);
    SmokeAdapter adapter = section.require("adapter", SmokeAdapter::named);
    Duration latency = section.get("latency", Values::positive, Defaults.SMOKE_LATENCY);
    String body = body(section);
    return section.make(() -> new SmokeRequest(name, adapter, body, latency));
  }

  /** {@code text} and {@code pair} are short for the bodies that the recipe's services take. */
  private static String body(Section section) {
    if (Stream.of("text", "pair", "body").filter(section::has).count() != 1) {
      throw section.refuse("", "a case has exactly one of text, pair and body", "keep one of them");
    }
    if (section.has("text")) {
      return json(Map.of("text", section.require("text", text -> text)));
    }
    return section.has("pair") ? pair(section) : section.require("body", SmokeCaseReader::parsed);
  }

  private static String pair(Section section) {
    List<String> pair = section.texts("pair");
    if (pair.size() != 2) {
      throw section.refuse("pair", "a pair has two texts", "write e.g. pair: [\"a\", \"b\"]");
    }
    var body = JSON.createObjectNode().put("text1", pair.getFirst()).put("text2", pair.getLast());
    return body.toString();
  }

  private static String parsed(String body) {
    try {
      JSON.readTree(body);
      return body;
    } catch (JsonProcessingException e) {
      throw new InvalidValueException(
          "not JSON: " + e.getOriginalMessage(), "put the JSON text in single quotes");
    }
  }

  private static String json(Map<String, String> object) {
    return JSON.valueToTree(object).toString();
  }

  private static Expectation expectation(Section section) {
    List<String> kinds = Stream.of("score", "text", "span").filter(section::has).toList();
    if (kinds.size() != 1) {
      throw section.refuse(
          "", "an expectation has exactly one of score, text and span", "keep one of them");
    }
    String at = section.get("at", text -> text, "");
    String label = section.get("label", text -> text, "");
    return switch (kinds.getFirst()) {
      case "score" -> score(section, at, label);
      case "text" -> text(section, at, label);
      default -> span(section, at, label);
    };
  }

  private static Expectation score(Section section, String at, String label) {
    Decimal score = section.require("score", SmokeCaseReader::decimal);
    Decimal absolute = section.get("absolute", SmokeCaseReader::decimal, ABSOLUTE);
    Decimal relative = section.get("relative", SmokeCaseReader::decimal, RELATIVE);
    return section.make(() -> new Expectation.Score(at, label, score, absolute, relative));
  }

  private static Expectation text(Section section, String at, String label) {
    String text = section.require("text", written -> written);
    return section.make(() -> new Expectation.Text(at, label, text));
  }

  private static Expectation span(Section section, String at, String label) {
    int start = section.require("start", Values.between(0, Integer.MAX_VALUE));
    int end = section.require("end", Values.between(0, Integer.MAX_VALUE));
    String span = section.require("span", written -> written);
    return section.make(() -> new Expectation.Span(at, label, start, end, span));
  }

  /** People may write 0.50 and 1e-3. */
  private static Decimal decimal(String text) {
    if (!text.matches("[-+]?[0-9.]{1,24}([eE][-+]?[0-9]{1,2})?")) {
      throw new InvalidValueException("\"" + text + "\" is not a number", "write e.g. 0.973");
    }
    return new Decimal(new BigDecimal(text));
  }
}
