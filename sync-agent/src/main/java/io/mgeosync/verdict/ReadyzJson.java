package io.mgeosync.verdict;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.mgeosync.channel.Pin;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The body of {@code /readyz}. The shape is part of the API: keys are only ever added. */
public final class ReadyzJson {
  private static final JsonFactory JSON = new JsonFactory();
  private static final double NANOS = 1e9;

  private ReadyzJson() {}

  public static String of(NodeVerdict verdict) {
    var text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      node(json, verdict);
      json.writeArrayFieldStart("bundles");
      for (BundleVerdict bundle : verdict.bundles()) {
        bundle(json, bundle);
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot happen: the text is in memory", e);
    }
    return text.toString();
  }

  private static void node(JsonGenerator json, NodeVerdict verdict) throws IOException {
    json.writeBooleanField("ready", verdict.ready());
    texts(json, "reasons", verdict.reasons());
    json.writeStringField("node", verdict.node());
    text(json, "role", verdict.role());
    json.writeBooleanField("draining", verdict.drain().isPresent());
    text(json, "drainingUntil", verdict.drain().map(Drain::until));
    json.writeNumberField("weight", verdict.weight());
    json.writeBooleanField("wrong", verdict.wrong());
    json.writeStringField("standing", verdict.standing().toString());
    text(json, "gpu", verdict.gpu());
    texts(json, "warnings", verdict.allWarnings());
  }

  private static void bundle(JsonGenerator json, BundleVerdict bundle) throws IOException {
    json.writeStartObject();
    text(json, "bundle", Optional.of(bundle.bundle()));
    json.writeBooleanField("ready", bundle.ready());
    text(json, "version", bundle.active().map(Pin::version));
    text(json, "digest", bundle.active().map(Pin::digest));
    json.writeBooleanField("proven", bundle.proven());
    flag(json, "served", bundle.served());
    flag(json, "smoke", bundle.smoke());
    Optional<Duration> took = bundle.smokeTook();
    if (took.isPresent()) {
      json.writeNumberField("smokeSeconds", took.get().toNanos() / NANOS);
    }
    json.writeEndObject();
  }

  private static void texts(JsonGenerator json, String key, List<String> texts) throws IOException {
    json.writeArrayFieldStart(key);
    for (String text : texts) {
      json.writeString(text);
    }
    json.writeEndArray();
  }

  private static void text(JsonGenerator json, String key, Optional<?> value) throws IOException {
    if (value.isPresent()) {
      json.writeStringField(key, value.get().toString());
    }
  }

  private static void flag(JsonGenerator json, String key, Optional<Boolean> value)
      throws IOException {
    if (value.isPresent()) {
      json.writeBooleanField(key, value.get());
    }
  }
}
