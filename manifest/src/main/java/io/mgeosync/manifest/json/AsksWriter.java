package io.mgeosync.manifest.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.mgeosync.manifest.BundleSpec;
import io.mgeosync.manifest.Requirements;
import io.mgeosync.manifest.digest.Digest;
import io.mgeosync.manifest.smoke.Expectation;
import io.mgeosync.manifest.smoke.SmokeCase;
import java.io.IOException;
import java.util.Optional;

/** Writes what format 1.1 adds; keys in alphabetical order, as everywhere. */
final class AsksWriter {
  private final JsonGenerator out;

  AsksWriter(JsonGenerator out) {
    this.out = out;
  }

  void write(BundleSpec asks) throws IOException {
    if (asks.requirements().isPresent()) {
      requirements(asks.requirements().get());
    }
    if (!asks.smoke().isEmpty()) {
      out.writeArrayFieldStart(Keys.SMOKE);
      for (SmokeCase smoke : asks.smoke()) {
        smokeCase(smoke);
      }
      out.writeEndArray();
    }
  }

  private void requirements(Requirements requirements) throws IOException {
    out.writeObjectFieldStart(Keys.REQUIREMENTS);
    text(Keys.COMPUTE_CAPABILITY, requirements.computeCapability());
    text(Keys.CONFIGURATION_SHA256, requirements.configuration().map(Digest::hex));
    text(Keys.DRIVER, requirements.driver());
    if (requirements.gpuMemory().isPresent()) {
      out.writeNumberField(Keys.GPU_MEMORY, requirements.gpuMemory().get());
    }
    text(Keys.PYTHON_LOCK_SHA256, requirements.pythonLock().map(Digest::hex));
    out.writeEndObject();
  }

  private void text(String key, Optional<?> value) throws IOException {
    if (value.isPresent()) {
      out.writeStringField(key, value.get().toString());
    }
  }

  private void smokeCase(SmokeCase smoke) throws IOException {
    out.writeStartObject();
    out.writeStringField(Keys.ADAPTER, smoke.request().adapter().id());
    out.writeArrayFieldStart(Keys.EXPECT);
    for (Expectation expectation : smoke.expect()) {
      out.writeStartObject();
      expectation(expectation);
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeNumberField(Keys.LATENCY_MILLIS, smoke.request().latency().toMillis());
    out.writeStringField(Keys.NAME, smoke.name());
    out.writeStringField(Keys.REQUEST, smoke.request().body());
    out.writeEndObject();
  }

  private void expectation(Expectation expectation) throws IOException {
    switch (expectation) {
      case Expectation.Score score -> {
        out.writeStringField(Keys.ABSOLUTE, score.absolute().toString());
        out.writeStringField(Keys.AT, score.at());
        out.writeStringField(Keys.LABEL, score.label());
        out.writeStringField(Keys.RELATIVE, score.relative().toString());
        out.writeStringField(Keys.SCORE, score.score().toString());
      }
      case Expectation.Text text -> {
        out.writeStringField(Keys.AT, text.at());
        out.writeStringField(Keys.LABEL, text.label());
        out.writeStringField(Keys.TEXT, text.text());
      }
      case Expectation.Span span -> {
        out.writeStringField(Keys.AT, span.at());
        out.writeNumberField(Keys.END, span.end());
        out.writeStringField(Keys.LABEL, span.label());
        out.writeStringField(Keys.SPAN, span.span());
        out.writeNumberField(Keys.START, span.start());
      }
    }
  }
}
