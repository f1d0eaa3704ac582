package io.mgeosync.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import org.junit.jupiter.api.Test;

final class MeasuredStoreTest extends StoreContract {
  private static final ObjectKey KEY = new ObjectKey("model/v1/x");

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final FaultyStore faulty = new FaultyStore(new InMemoryStore());
  private final Store store = new MeasuredStore(faulty, new StoreMetrics(registry));

  @Override
  protected Store create() {
    return new MeasuredStore(new InMemoryStore(), new StoreMetrics(new PrometheusRegistry()));
  }

  private <T> T snapshot(String name, Class<T> type) {
    return registry.scrape(name::equals).stream().map(type::cast).findFirst().orElseThrow();
  }

  private double requests(String operation, String outcome) {
    return snapshot("mgeo_sync_store_requests", CounterSnapshot.class).getDataPoints().stream()
        .filter(point -> operation.equals(point.getLabels().get("operation")))
        .filter(point -> outcome.equals(point.getLabels().get("outcome")))
        .mapToDouble(CounterSnapshot.CounterDataPointSnapshot::getValue)
        .sum();
  }

  @Test
  void requestsAreCountedByOperationAndOutcome() {
    store.find(KEY);
    faulty.fail(FaultyStore.on("find"));
    assertThatExceptionOfType(StoreException.class).isThrownBy(() -> store.find(KEY));
    assertThat(requests("find", "ok")).isEqualTo(1);
    assertThat(requests("find", "unavailable")).isEqualTo(1);
  }

  @Test
  void onlyBytesThatWereReadCount() {
    store.put(KEY, Content.of(new byte[1000]), new Precondition.None());
    StoreReads.readAll(store, KEY, 1000);
    CounterSnapshot bytes = snapshot("mgeo_sync_store_read_bytes", CounterSnapshot.class);
    assertThat(bytes.getDataPoints().getFirst().getValue()).isEqualTo(1000);
  }

  @Test
  void durationsAreInSeconds() {
    store.find(KEY);
    HistogramSnapshot durations =
        snapshot("mgeo_sync_store_request_duration_seconds", HistogramSnapshot.class);
    assertThat(durations.getDataPoints().getFirst().getSum()).isBetween(0.0, 5.0);
  }
}
