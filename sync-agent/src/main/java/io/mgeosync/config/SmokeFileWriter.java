package io.mgeosync.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mgeosync.base.Durations;
import io.mgeosync.manifest.smoke.Expectation;
import io.mgeosync.manifest.smoke.SmokeCase;
import java.util.List;

/** Writes what {@link SmokeFile} reads, as JSON, for people to look over and to correct. */
public final class SmokeFileWriter {
  private static final ObjectMapper JSON = new ObjectMapper();

  private SmokeFileWriter() {}

  /** The whole file, with a line end behind it. */
  public static String write(List<SmokeCase> cases) {
    ObjectNode root = JSON.createObjectNode();
    ArrayNode list = root.putArray("cases");
    cases.forEach(smoke -> write(list.addObject(), smoke));
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of plain values always has a JSON form", e);
    }
  }

  private static void write(ObjectNode node, SmokeCase smoke) {
    node.put("name", smoke.name());
    node.put("adapter", smoke.request().adapter().id());
    node.put("body", smoke.request().body());
    node.put("latency", Durations.format(smoke.request().latency()));
    ArrayNode expect = node.putArray("expect");
    smoke.expect().forEach(expectation -> write(expect.addObject(), expectation));
  }

  private static void write(ObjectNode node, Expectation expectation) {
    node.put("at", expectation.at());
    node.put("label", expectation.label());
    switch (expectation) {
      case Expectation.Score score -> {
        node.put("score", score.score().value());
        node.put("absolute", score.absolute().value());
        node.put("relative", score.relative().value());
      }
      case Expectation.Text text -> node.put("text", text.text());
      case Expectation.Span span -> {
        node.put("start", span.start());
        node.put("end", span.end());
        node.put("span", span.span());
      }
    }
  }
}
