package io.mgeosync.store;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.mgeosync.base.Bandwidth;
import io.mgeosync.base.InvalidValueException;
import io.mgeosync.base.Urls;
import io.mgeosync.manifest.FileNames;
import io.mgeosync.settings.Between;
import io.mgeosync.settings.Default;
import io.mgeosync.settings.TextReader;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where the store is and how it is reached. Credentials are never here: they come from the standard
 * AWS environment variables and profile files. Parts that do not fit together are refused with an
 * {@link InvalidValueException}.
 *
 * @param url {@code file:///absolute/path} or {@code s3://bucket[/prefix]}
 * @param endpoint of an S3 server that is not Amazon's; null for Amazon's own
 * @param region null to let the environment or the server say
 * @param caFile absolute; PEM certificates to trust beside the system's
 * @param profile of the AWS profile files; null for the environment's choice
 * @param timeout for one call to the store
 * @param mirrors of the store, the nearest first; asked before it, never believed
 * @param bandwidth for all that a node reads from the store and its mirrors
 * @param connections of one fetch at a time, 1 to 64
 */
public record StoreSettings(
    @JsonDeserialize(using = Whole.class) URI url,
    @Nullable URI endpoint,
    @Nullable String region,
    @Default("auto") PathStyle pathStyle,
    @Nullable Path caFile,
    @Nullable String profile,
    @Default("30s") Duration timeout,
    @JsonDeserialize(contentUsing = Mirror.class) @Default({}) List<URI> mirrors,
    @Default("off") Bandwidth bandwidth,
    @Default("4") @Between(least = 1, most = StoreSettings.MAX_CONNECTIONS) int connections) {
  private static final int MAX_CONNECTIONS = 64;
  private static final int CONNECTIONS = 4;
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
  private static final Pattern NO_BUCKET =
      Pattern.compile("[0-9]+(\\.[0-9]+){3}|.*(\\.\\.|\\.-|-\\.).*");
  private static final Pattern STEP = Pattern.compile("(^|.*/)\\.{1,2}(/.*|$)");

  public StoreSettings {
    if ("file".equals(url.getScheme())) {
      requireDirectory(url);
      requireNoS3(endpoint, region, pathStyle, caFile, profile);
    } else {
      requireBucket(url);
    }
    if (endpoint != null) {
      Urls.http(endpoint.toString());
    }
    if (timeout.isNegative() || timeout.isZero()) {
      throw new InvalidValueException("the timeout must be longer than nothing", "write e.g. 30s");
    }
    if (connections < 1 || connections > MAX_CONNECTIONS) {
      throw new InvalidValueException(
          "a fetch has 1 to %d connections".formatted(MAX_CONNECTIONS), "write e.g. 4");
    }
    mirrors = List.copyOf(mirrors);
    requireOthers(url, mirrors);
  }

  /** A store without mirrors and limits. */
  public StoreSettings(
      URI url,
      @Nullable URI endpoint,
      @Nullable String region,
      PathStyle pathStyle,
      @Nullable Path caFile,
      @Nullable String profile,
      Duration timeout) {
    this(
        url,
        endpoint,
        region,
        pathStyle,
        caFile,
        profile,
        timeout,
        List.of(),
        Bandwidth.UNLIMITED,
        CONNECTIONS);
  }

  /**
   * A store known by its URL alone, everything else at its default.
   *
   * @throws InvalidValueException when the URL names no store
   */
  public static StoreSettings ofUrl(String url) {
    return new StoreSettings(StoreUrl.parse(url), null, null, PathStyle.AUTO, null, null, TIMEOUT);
  }

  /** A mirror may also be a plain HTTP(S) cache, which needs no credentials and no query. */
  static URI mirror(String text) {
    if (!text.startsWith("http://") && !text.startsWith("https://")) {
      return ofUrl(text).url();
    }
    URI url = Urls.http(text);
    if (url.getRawQuery() != null) {
      throw new InvalidValueException(
          "a mirror's URL has no ? part", "remove it; a mirror is read without credentials");
    }
    return url;
  }

  /** True for a directory, such as an NFS mount; false for an S3 bucket. */
  public boolean isDirectory() {
    return "file".equals(url.getScheme());
  }

  /** Only where {@link #isDirectory}. */
  public Path directory() {
    if (!isDirectory()) {
      throw new IllegalStateException("not a directory store: " + url);
    }
    FileNames.ofThisJvm().require(url.getPath());
    return Path.of(url.getPath());
  }

  /** Only where not {@link #isDirectory}. */
  public String bucket() {
    return Objects.requireNonNull(url.getRawAuthority());
  }

  /** Below the bucket, without slashes at its ends; empty for the bucket's root. */
  public String prefix() {
    return url.getPath().replaceAll("^/+|/+$", "");
  }

  /**
   * As a publisher's verbs take it on a command line; the timeout and a node's own limits apart.
   */
  public String options() {
    Map<String, Object> given = new LinkedHashMap<>();
    given.put("--store", url);
    put(given, "--endpoint", endpoint);
    put(given, "--region", region);
    put(given, "--path-style", pathStyle == PathStyle.AUTO ? null : pathStyle == PathStyle.PATH);
    put(given, "--ca-file", caFile);
    put(given, "--profile", profile);
    return given.entrySet().stream()
        .map(option -> option.getKey() + " " + quoted(option.getValue().toString()))
        .collect(Collectors.joining(" "));
  }

  private static void put(Map<String, Object> options, String name, @Nullable Object value) {
    if (value != null) {
      options.put(name, value);
    }
  }

  private static String quoted(String word) {
    return word.matches("[A-Za-z0-9%+,./:=@_-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }

  private static void requireOthers(URI url, List<URI> mirrors) {
    if (mirrors.contains(url) || Set.copyOf(mirrors).size() < mirrors.size()) {
      throw new InvalidValueException(
          "a mirror stands here twice, or is the store itself", "keep each address once");
    }
  }

  private static void requireDirectory(URI url) {
    String path = url.getPath();
    if (path == null || !path.startsWith("/") || url.getRawAuthority() != null) {
      throw new InvalidValueException(
          "a file: store needs an absolute path and no host",
          "write three slashes, e.g. file:///mnt/models");
    }
    if (path.indexOf('\0') >= 0) {
      throw new InvalidValueException("no path holds a NUL", "remove the %00");
    }
    requirePlain(url);
  }

  private static void requireBucket(URI url) {
    String bucket = url.getRawAuthority();
    if (!"s3".equals(url.getScheme()) || bucket == null) {
      throw StoreUrl.notAStore();
    }
    if (!BUCKET.matcher(bucket).matches() || NO_BUCKET.matcher(bucket).matches()) {
      throw new InvalidValueException(
          "\"%s\" is not the name of a bucket".formatted(bucket),
          "a bucket has 3-63 of a-z 0-9 . and -, and starts and ends with a letter or digit");
    }
    requirePlain(url);
    if (STEP.matcher(url.getPath()).matches()) {
      throw new InvalidValueException(
          "a prefix has no . and no .. in it", "write the path in the bucket as it is");
    }
  }

  private static void requirePlain(URI url) {
    if (url.getRawQuery() != null || url.getRawFragment() != null) {
      throw new InvalidValueException(
          "a store URL has no ? and no # part", "write ? as %3F and # as %23, or remove the part");
    }
  }

  private static void requireNoS3(
      @Nullable URI endpoint,
      @Nullable String region,
      PathStyle pathStyle,
      @Nullable Path caFile,
      @Nullable String profile) {
    boolean plain = Stream.of(endpoint, region, caFile, profile).allMatch(Objects::isNull);
    if (!plain || pathStyle != PathStyle.AUTO) {
      throw new InvalidValueException(
          "endpoint, region, path-style, ca-file and profile mean nothing for a file: store",
          "remove them, or name a bucket: s3://bucket/prefix");
    }
  }

  static final class Whole extends TextReader<URI> {
    Whole() {
      super(text -> ofUrl(text).url());
    }
  }

  static final class Mirror extends TextReader<URI> {
    Mirror() {
      super(StoreSettings::mirror);
    }
  }
}
