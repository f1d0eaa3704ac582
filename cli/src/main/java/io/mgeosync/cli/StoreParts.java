package io.mgeosync.cli;

import io.mgeosync.store.PathStyle;
import io.mgeosync.store.StoreSettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a store is reached; the same on every verb that names one. */
final class StoreParts {
  @Option(
      names = "--endpoint",
      paramLabel = "URL",
      description = "An S3 server that is not Amazon's.")
  @Nullable URI endpoint;

  @Option(names = "--region", paramLabel = "NAME", description = "The bucket's region.")
  @Nullable String region;

  @Option(
      names = "--path-style",
      arity = "1",
      paramLabel = "true|false",
      description = "Name the bucket in the path, or in the host name; found out when not given.")
  @Nullable Boolean pathStyle;

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
  @Nullable Duration timeout;

  boolean isAsked() {
    return Stream.of(
            endpoint == null,
            region == null,
            pathStyle == null,
            caFile == null,
            profile == null,
            timeout == null)
        .anyMatch(absent -> !absent);
  }

  /** A store of which nothing but its URL is known. */
  StoreSettings of(StoreSettings url) {
    return over(url, url);
  }

  /** What the command line says, and where it is silent what the configuration says. */
  StoreSettings over(StoreSettings url, StoreSettings configured) {
    Path certificates = caFile == null ? configured.caFile() : caFile.toAbsolutePath();
    return new StoreSettings(
        url.url(),
        endpoint == null ? configured.endpoint() : endpoint,
        region == null ? configured.region() : region,
        style().orElse(configured.pathStyle()),
        certificates,
        profile == null ? configured.profile() : profile,
        timeout == null ? configured.timeout() : timeout);
  }

  private Optional<PathStyle> style() {
    return Optional.ofNullable(pathStyle).map(path -> path ? PathStyle.PATH : PathStyle.VIRTUAL);
  }
}
