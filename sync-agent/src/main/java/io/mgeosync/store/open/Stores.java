package io.mgeosync.store.open;

import io.mgeosync.store.MinimumPace;
import io.mgeosync.store.RetrySettings;
import io.mgeosync.store.Store;
import io.mgeosync.store.StoreDecorators;
import io.mgeosync.store.StoreMetrics;
import io.mgeosync.store.StorePlace.Bucket;
import io.mgeosync.store.StorePlace.Directory;
import io.mgeosync.store.StoreReader;
import io.mgeosync.store.StoreSettings;
import io.mgeosync.store.chain.Backoff;
import io.mgeosync.store.chain.ChainedReader;
import io.mgeosync.store.dir.DirectoryStore;
import io.mgeosync.store.s3.S3Store;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Opens the store that the settings name, with retries and metrics around it. Nothing is connected
 * to yet, so that a store that is away does not keep an agent from starting.
 */
public final class Stores {
  private Stores() {}

  /** For publishers: an empty directory is a new store. */
  public static Store open(StoreSettings settings, PrometheusRegistry registry) {
    Store store =
        switch (settings.place()) {
          case Directory directory ->
              DirectoryStore.forPublishing(directory.path(), settings.timeout());
          case Bucket bucket -> S3Store.open(bucket, settings.timeout());
        };
    return StoreDecorators.wrap(
        store,
        RetrySettings.DEFAULT,
        MinimumPace.ofStore(settings.timeout()),
        new StoreMetrics(registry));
  }

  /** For nodes: an empty directory is a mount that is missing. */
  public static StoreReader openReader(StoreSettings settings, PrometheusRegistry registry) {
    return Mirrors.reader(settings, RetrySettings.DEFAULT, new StoreMetrics(registry));
  }

  /**
   * For nodes with mirrors, the nearest first, each an {@code http}, {@code https}, {@code s3} or
   * {@code file} URL. Endpoint, region, profile, CA file and timeout are the store's for all.
   */
  public static StoreReader openReader(
      StoreSettings settings,
      List<URI> mirrors,
      PrometheusRegistry registry,
      InstantSource clock,
      RandomGenerator random) {
    StoreMetrics metrics = new StoreMetrics(registry);
    StoreReader origin = Mirrors.reader(settings, RetrySettings.DEFAULT, metrics);
    return mirrors.isEmpty()
        ? origin
        : new ChainedReader(
            Mirrors.open(mirrors, settings, metrics), origin, Backoff.DEFAULT, clock, random);
  }
}
