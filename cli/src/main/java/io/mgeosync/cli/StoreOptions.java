package io.mgeosync.cli;

import io.mgeosync.store.Store;
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
  @Nullable StoreSettings url;

  @Mixin StoreParts parts;
  @Mixin ConfigOption config;

  StoreSettings settings(Context context) {
    if (url == null && config.file == null && !Files.exists(config.path(context))) {
      throw new UsageException(
          "name the store with --store, or a configuration that names it with --config");
    }
    StoreSettings named = url;
    if (named != null && config.file == null) {
      return parts.of(named);
    }
    StoreSettings configured = config.load(context).store();
    return named == null
        ? parts.over(configured, configured)
        : parts.over(named, named.isDirectory() || configured.isDirectory() ? named : configured);
  }

  Store open(Context context) {
    return Stores.open(settings(context), new PrometheusRegistry());
  }
}
