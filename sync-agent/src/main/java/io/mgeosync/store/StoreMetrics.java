package io.mgeosync.store;

import io.mgeosync.base.Stopwatch;
import io.mgeosync.manifest.Refusal;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Unit;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * The metrics of all stores of a process; make one for each registry, and {@linkplain #forSource
 * one view} of it for each mirror.
 */
public final class StoreMetrics {
  /** The label of the store that bundles are published in. */
  private static final String ORIGIN = "origin";

  private static final double NANOS = 1e9;

  private final String source;
  private final Counter requests;
  private final Counter readBytes;
  private final Counter distrusts;
  private final Histogram durations;

  public StoreMetrics(PrometheusRegistry registry) {
    source = ORIGIN;
    requests =
        Counter.builder()
            .name("mgeo_sync_store_requests_total")
            .help("Requests to the store, attempts that are retried included")
            .labelNames("source", "operation", "outcome")
            .register(registry);
    readBytes =
        Counter.builder()
            .name("mgeo_sync_store_read_bytes_total")
            .help("Bytes of objects that were read from the store")
            .unit(Unit.BYTES)
            .labelNames("source")
            .register(registry);
    distrusts =
        Counter.builder()
            .name("mgeo_sync_store_distrusts_total")
            .help("Objects whose bytes were proven wrong, by the source that gave them")
            .labelNames("source")
            .register(registry);
    durations =
        Histogram.builder()
            .name("mgeo_sync_store_request_duration_seconds")
            .help("Time until the store answered; for open, until the first byte can be read")
            .unit(Unit.SECONDS)
            .labelNames("source", "operation")
            .classicUpperBounds(0.005, 0.02, 0.1, 0.5, 2, 10, 30, 120)
            .register(registry);
  }

  private StoreMetrics(StoreMetrics shared, String source) {
    this.source = source;
    this.requests = shared.requests;
    this.readBytes = shared.readBytes;
    this.distrusts = shared.distrusts;
    this.durations = shared.durations;
  }

  /**
   * The same metrics for another source than the store itself.
   *
   * @param name the label's value; without secrets
   */
  public StoreMetrics forSource(String name) {
    return new StoreMetrics(this, name);
  }

  <T> T measure(String operation, Supplier<T> request) {
    Stopwatch running = Stopwatch.started();
    String outcome = "error";
    try {
      T answer = request.get();
      outcome = "ok";
      return answer;
    } catch (Refusal e) {
      outcome = e.kind().name().toLowerCase(Locale.ROOT);
      throw e;
    } finally {
      requests.labelValues(source, operation, outcome).inc();
      durations.labelValues(source, operation).observe(running.elapsed().toNanos() / NANOS);
    }
  }

  void read(long bytes) {
    readBytes.labelValues(source).inc(bytes);
  }

  void distrusted() {
    distrusts.labelValues(source).inc();
  }
}
