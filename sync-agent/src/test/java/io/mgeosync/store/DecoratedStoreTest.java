package io.mgeosync.store;

import io.prometheus.metrics.model.registry.PrometheusRegistry;

final class DecoratedStoreTest extends StoreContract {
  @Override
  protected Store create() {
    return StoreDecorators.wrap(
        new InMemoryStore(), RetrySettings.DEFAULT, new StoreMetrics(new PrometheusRegistry()));
  }
}
