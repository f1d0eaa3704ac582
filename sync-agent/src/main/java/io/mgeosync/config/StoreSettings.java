package io.mgeosync.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where the store is and how it is reached.
 *
 * @param url {@code s3://bucket/prefix} or {@code file:///directory}
 * @param endpoint of an S3 server that is not AWS
 * @param caFile PEM certificates that are trusted beside the system's
 * @param profile in the AWS credentials file
 * @param timeout of one request
 */
public record StoreSettings(
    URI url,
    @Nullable URI endpoint,
    @Nullable String region,
    PathStyle pathStyle,
    @Nullable Path caFile,
    @Nullable String profile,
    Duration timeout) {

  public static StoreSettings ofUrl(String url) {
    return new StoreSettings(
        URI.create(url), null, null, PathStyle.AUTO, null, null, Duration.ofSeconds(30));
  }

  public boolean isDirectory() {
    return "file".equals(url.getScheme());
  }

  public Path directory() {
    return Path.of(url.getPath());
  }

  public String bucket() {
    return Objects.requireNonNull(url.getRawAuthority());
  }

  public String prefix() {
    return url.getPath().replaceAll("^/+|/+$", "");
  }
}
