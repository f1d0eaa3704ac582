package io.mgeosync.cli;

import io.mgeosync.store.PathStyle;
import io.mgeosync.store.S3Access;
import io.mgeosync.store.StorePlace;
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

  /** A store of which nothing but its place is known. */
  StoreSettings of(StorePlace place) {
    return over(StoreSettings.at(place));
  }

  /** What the command line says, and where it is silent what is known of the store already. */
  StoreSettings over(StoreSettings known) {
    StorePlace place = known.place();
    return new StoreSettings(
        StorePlace.of(place.url(), over(place.access())),
        timeout == null ? known.timeout() : timeout);
  }

  private S3Access over(S3Access known) {
    return new S3Access(
        endpoint == null ? known.endpoint() : endpoint,
        region == null ? known.region() : region,
        style().orElse(known.pathStyle()),
        caFile == null ? known.caFile() : caFile.toAbsolutePath(),
        profile == null ? known.profile() : profile);
  }

  private Optional<PathStyle> style() {
    return Optional.ofNullable(pathStyle).map(path -> path ? PathStyle.PATH : PathStyle.VIRTUAL);
  }
}
