package io.mgeosync.cli;

import io.mgeosync.store.Store;
import io.mgeosync.store.StorePlace;
import io.mgeosync.store.StorePlace.Bucket;
import io.mgeosync.store.StoreSettings;
import io.mgeosync.store.open.Stores;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.nio.file.Files;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which store, for the verbs that a publisher uses. */
final class StoreOptions {
  @Option(
      names = "--store",
      paramLabel = "URL",
      description = {
        "file:///mnt/models or s3://bucket/prefix; the configuration's store when not given.",
        "Credentials for S3 come from the AWS variables (AWS_ACCESS_KEY_ID,",
        "AWS_SECRET_ACCESS_KEY, AWS_PROFILE) and profile files."
      })
  @Nullable StorePlace place;

  @Mixin StoreParts parts;
  @Mixin ConfigOption config;

  StoreSettings settings(Context context) {
    if (place == null && config.file == null && !Files.exists(config.path(context))) {
      throw new UsageException(
          "name the store with --store, or a configuration that names it with --config");
    }
    StorePlace named = place;
    if (named != null && config.file == null) {
      return parts.of(named);
    }
    StoreSettings configured = config.load(context).store();
    return parts.over(named == null ? configured : reachedAs(configured, named));
  }

  /** Another bucket is reached as the configured one. */
  private static StoreSettings reachedAs(StoreSettings configured, StorePlace named) {
    return named instanceof Bucket other && configured.place() instanceof Bucket known
        ? new StoreSettings(new Bucket(other.url(), known.access()), configured.timeout())
        : StoreSettings.at(named);
  }

  Store open(Context context) {
    return Stores.open(settings(context), new PrometheusRegistry());
  }
}
