package io.mgeosync.store.open;

import io.mgeosync.config.StoreSettings;
import io.mgeosync.store.RetrySettings;
import io.mgeosync.store.Store;
import io.mgeosync.store.StoreDecorators;
import io.mgeosync.store.StoreMetrics;
import io.mgeosync.store.StoreReader;
import io.mgeosync.store.dir.DirectoryStore;
import io.mgeosync.store.s3.S3Store;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/**
 * Opens the store that the settings name, with retries and metrics around it. Nothing is connected
 * to yet, so that a store that is away does not keep an agent from starting.
 */
public final class Stores {
  private Stores() {}

  /** For publishers: an empty directory is a new store. */
  public static Store open(StoreSettings settings, PrometheusRegistry registry) {
    Store store =
        settings.isDirectory()
            ? DirectoryStore.forPublishing(settings.directory(), settings.timeout())
            : S3Store.open(settings);
    return wrap(store, registry);
  }

  /** For nodes: an empty directory is a mount that is missing. */
  public static StoreReader openReader(StoreSettings settings, PrometheusRegistry registry) {
    return settings.isDirectory()
        ? wrap(DirectoryStore.forReading(settings.directory(), settings.timeout()), registry)
        : open(settings, registry);
  }

  private static Store wrap(Store store, PrometheusRegistry registry) {
    return StoreDecorators.wrap(store, RetrySettings.DEFAULT, new StoreMetrics(registry));
  }
}
