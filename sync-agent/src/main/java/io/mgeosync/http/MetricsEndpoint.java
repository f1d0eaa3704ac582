package io.mgeosync.http;

import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The metrics, in the format that the scraper likes best of those that can be written. Prometheus
 * asks for protobuf where it scrapes native histograms, and takes text as well.
 */
public final class MetricsEndpoint implements Endpoint {
  private static final ExpositionFormats FORMATS = ExpositionFormats.init();

  private final PrometheusRegistry registry;

  public MetricsEndpoint(PrometheusRegistry registry) {
    this.registry = registry;
  }

  @Override
  public Answer answer(Request request) {
    ExpositionFormatWriter writer = writer(request.header("Accept"));
    var body = new ByteArrayOutputStream();
    try {
      writer.write(body, registry.scrape());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot happen: the bytes are in memory", e);
    }
    return new Answer(200, writer.getContentType(), ByteBuffer.wrap(body.toByteArray()));
  }

  /** The library finds a writer of protobuf also where what that needs is not there. */
  private static ExpositionFormatWriter writer(@Nullable String accepted) {
    ExpositionFormatWriter best = FORMATS.findWriter(accepted);
    if (best.isAvailable()) {
      return best;
    }
    ExpositionFormatWriter open = FORMATS.getOpenMetricsTextFormatWriter();
    return open.accepts(accepted) ? open : FORMATS.getPrometheusTextFormatWriter();
  }
}
