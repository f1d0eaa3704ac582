package io.mgeosync.cli;

import io.mgeosync.config.Defaults;
import io.mgeosync.config.StoreSettings;
import io.mgeosync.store.Store;
import io.mgeosync.store.open.Stores;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which store, for the verbs that a publisher uses. */
final class StoreOptions {
  @Option(
      names = "--store",
      required = true,
      paramLabel = "URL",
      description = {
        "file:///mnt/models or s3://bucket/prefix. Credentials for S3 come from the AWS variables",
        "(AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_PROFILE) and profile files."
      })
  StoreSettings url;

  @Option(
      names = "--endpoint",
      paramLabel = "URL",
      description = "An S3 server that is not Amazon's.")
  @Nullable URI endpoint;

  @Option(names = "--region", paramLabel = "NAME", description = "The bucket's region.")
  @Nullable String region;

  @Option(
      names = "--ca-file",
      paramLabel = "FILE",
      description = "PEM certificates to trust beside the system's.")
  @Nullable Path caFile;

  @Option(names = "--profile", paramLabel = "NAME", description = "Of the AWS profile files.")
  @Nullable String profile;

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      description = "For one call to the store; 30s when not given.")
  Duration timeout = Defaults.STORE_TIMEOUT;

  StoreSettings settings() {
    Path certificates = caFile == null ? null : caFile.toAbsolutePath();
    return new StoreSettings(
        url.url(), endpoint, region, Defaults.PATH_STYLE, certificates, profile, timeout);
  }

  Store open() {
    return Stores.open(settings(), new PrometheusRegistry());
  }
}
