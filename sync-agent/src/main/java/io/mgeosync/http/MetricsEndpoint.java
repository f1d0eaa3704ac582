package io.mgeosync.http;

import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/** The metrics, in the text format that the scraper accepts. */
public final class MetricsEndpoint implements Endpoint {
  private static final ExpositionFormats FORMATS = ExpositionFormats.init();

  private final PrometheusRegistry registry;

  public MetricsEndpoint(PrometheusRegistry registry) {
    this.registry = registry;
  }

  @Override
  public Answer answer(Request request) {
    ExpositionFormatWriter writer = FORMATS.findWriter(request.header("Accept"));
    var body = new ByteArrayOutputStream();
    try {
      writer.write(body, registry.scrape());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot happen: the bytes are in memory", e);
    }
    return new Answer(200, writer.getContentType(), ByteBuffer.wrap(body.toByteArray()));
  }
}
