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

  void writeAsks(BundleSpec asks) throws IOException {
    if (asks.requirements().isPresent()) {
      requirements(asks.requirements().get());
    }
    if (!asks.smoke().isEmpty()) {
      out.writeArrayFieldStart(ManifestKeys.SMOKE);
      for (SmokeCase smoke : asks.smoke()) {
        smokeCase(smoke);
      }
      out.writeEndArray();
    }
  }

  private void requirements(Requirements requirements) throws IOException {
    out.writeObjectFieldStart(ManifestKeys.REQUIREMENTS);
    text(ManifestKeys.COMPUTE_CAPABILITY, requirements.computeCapability());
    text(ManifestKeys.CONFIGURATION_SHA256, requirements.configuration().map(Digest::hex));
    text(ManifestKeys.DRIVER, requirements.driver());
    if (requirements.gpuMemory().isPresent()) {
      out.writeNumberField(ManifestKeys.GPU_MEMORY, requirements.gpuMemory().get());
    }
    text(ManifestKeys.PYTHON_LOCK_SHA256, requirements.pythonLock().map(Digest::hex));
    out.writeEndObject();
  }

  private void text(String key, Optional<?> value) throws IOException {
    if (value.isPresent()) {
      out.writeStringField(key, value.get().toString());
    }
  }

  private void smokeCase(SmokeCase smoke) throws IOException {
    out.writeStartObject();
    out.writeStringField(ManifestKeys.ADAPTER, smoke.request().adapter().id());
    out.writeArrayFieldStart(ManifestKeys.EXPECT);
    for (Expectation expectation : smoke.expect()) {
      out.writeStartObject();
      expectation(expectation);
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeNumberField(ManifestKeys.LATENCY_MILLIS, smoke.request().latency().toMillis());
    out.writeStringField(ManifestKeys.NAME, smoke.name());
    out.writeStringField(ManifestKeys.REQUEST, smoke.request().body());
    out.writeEndObject();
  }

  private void expectation(Expectation expectation) throws IOException {
    switch (expectation) {
      case Expectation.Score score -> {
        out.writeStringField(ManifestKeys.ABSOLUTE, score.absolute().toString());
        out.writeStringField(ManifestKeys.AT, score.at());
        out.writeStringField(ManifestKeys.LABEL, score.label());
        out.writeStringField(ManifestKeys.RELATIVE, score.relative().toString());
        out.writeStringField(ManifestKeys.SCORE, score.score().toString());
      }
      case Expectation.Text text -> {
        out.writeStringField(ManifestKeys.AT, text.at());
        out.writeStringField(ManifestKeys.LABEL, text.label());
        out.writeStringField(ManifestKeys.TEXT, text.text());
      }
      case Expectation.Span span -> {
        out.writeStringField(ManifestKeys.AT, span.at());
        out.writeNumberField(ManifestKeys.END, span.end());
        out.writeStringField(ManifestKeys.LABEL, span.label());
        out.writeStringField(ManifestKeys.SPAN, span.span());
        out.writeNumberField(ManifestKeys.START, span.start());
      }
    }
  }
}
