package io.mgeosync.store;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;

final class DecoratedStoreTest extends StoreContract {
  @Override
  protected Store create() {
    return StoreDecorators.wrap(
        new InMemoryStore(),
        RetrySettings.DEFAULT,
        MinimumPace.ofStore(Duration.ofSeconds(30)),
        new StoreMetrics(new PrometheusRegistry()));
  }
}
