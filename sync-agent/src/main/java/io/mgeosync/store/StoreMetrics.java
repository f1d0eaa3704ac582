package io.mgeosync.store;

import io.mgeosync.manifest.Refusal;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Unit;
import java.util.Locale;
import java.util.function.Supplier;

/** The metrics of all stores of a process; make one for each registry. */
public final class StoreMetrics {
  private static final double NANOS = 1e9;

  private final Counter requests;
  private final Counter readBytes;
  private final Histogram durations;

  public StoreMetrics(PrometheusRegistry registry) {
    requests =
        Counter.builder()
            .name("mgeo_sync_store_requests_total")
            .help("Requests to the store, attempts that are retried included")
            .labelNames("operation", "outcome")
            .register(registry);
    readBytes =
        Counter.builder()
            .name("mgeo_sync_store_read_bytes_total")
            .help("Bytes of objects that were read from the store")
            .unit(Unit.BYTES)
            .register(registry);
    durations =
        Histogram.builder()
            .name("mgeo_sync_store_request_duration_seconds")
            .help("Time until the store answered; for open, until the first byte can be read")
            .unit(Unit.SECONDS)
            .labelNames("operation")
            .classicUpperBounds(0.005, 0.02, 0.1, 0.5, 2, 10, 30, 120)
            .register(registry);
  }

  <T> T measure(String operation, Supplier<T> request) {
    long start = System.nanoTime();
    String outcome = "error";
    try {
      T answer = request.get();
      outcome = "ok";
      return answer;
    } catch (Refusal e) {
      outcome = e.kind().name().toLowerCase(Locale.ROOT);
      throw e;
    } finally {
      requests.labelValues(operation, outcome).inc();
      durations.labelValues(operation).observe((System.nanoTime() - start) / NANOS);
    }
  }

  void read(long bytes) {
    readBytes.inc(bytes);
  }
}
