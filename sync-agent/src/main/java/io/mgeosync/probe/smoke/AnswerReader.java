package io.mgeosync.probe.smoke;

import com.fasterxml.jackson.databind.JsonNode;
import io.mgeosync.manifest.smoke.SmokeAdapter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Reads what lies at an expectation's pointer as the adapter says (FORMAT.md, section 11). A shape
 * that does not fit has no entries, so that everything expected there is missed.
 */
final class AnswerReader {
  private AnswerReader() {}

  static List<AnswerEntry> entries(SmokeAdapter adapter, JsonNode at) {
    return switch (adapter) {
      case TEXT, HTTP_JSON, TEXT_RANKING -> plain(at);
      case SENTENCE_SIMILARITY -> parallel(at.path("labels"), at.path("scores"));
      case TOKEN_CLASSIFICATION -> at.valueStream().flatMap(AnswerReader::span).toList();
      case OPEN_INFERENCE -> at.valueStream().flatMap(AnswerReader::output).toList();
    };
  }

  private static List<AnswerEntry> plain(JsonNode at) {
    if (at.isObject()) {
      return at.propertyStream()
          .<AnswerEntry>map(e -> new AnswerEntry.Value(e.getKey(), e.getValue()))
          .toList();
    }
    return at.isArray() ? numbered("", at) : List.of(new AnswerEntry.Value("", at));
  }

  private static List<AnswerEntry> numbered(String prefix, JsonNode array) {
    return IntStream.range(0, array.size())
        .<AnswerEntry>mapToObj(i -> new AnswerEntry.Value(prefix + i, array.get(i)))
        .toList();
  }

  private static List<AnswerEntry> parallel(JsonNode labels, JsonNode scores) {
    return IntStream.range(0, Math.min(labels.size(), scores.size()))
        .<AnswerEntry>mapToObj(i -> new AnswerEntry.Value(labels.get(i).asText(), scores.get(i)))
        .toList();
  }

  private static Stream<AnswerEntry> span(JsonNode entry) {
    if (!entry.path("start").isInt() || !entry.path("end").isInt()) {
      return Stream.of();
    }
    return Stream.of(
        new AnswerEntry.Span(
            entry.path("type").asText(),
            entry.path("start").intValue(),
            entry.path("end").intValue(),
            entry.path("span").asText()));
  }

  /** Tensors may come as nested arrays; the protocol's order of elements is row by row. */
  private static Stream<AnswerEntry> output(JsonNode output) {
    List<JsonNode> flat = new ArrayList<>();
    flatten(output.path("data"), flat);
    String name = output.path("name").asText();
    return IntStream.range(0, flat.size())
        .mapToObj(i -> new AnswerEntry.Value(name + "/" + i, flat.get(i)));
  }

  private static void flatten(JsonNode data, List<JsonNode> flat) {
    if (data.isArray()) {
      data.forEach(element -> flatten(element, flat));
    } else {
      flat.add(data);
    }
  }
}
