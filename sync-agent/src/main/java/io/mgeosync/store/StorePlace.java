package io.mgeosync.store;

import io.mgeosync.base.InvalidValueException;
import io.mgeosync.base.ShellWord;
import io.mgeosync.base.Urls;
import io.mgeosync.manifest.FileNames;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where a store is. Parts that do not fit together are refused with an {@link
 * InvalidValueException}.
 */
public sealed interface StorePlace {

  /** As it was written. */
  URI url();

  /** How S3 servers are reached; where the store itself is none, as the environment says. */
  S3Access access();

  /**
   * A directory, such as an NFS mount.
   *
   * @param url {@code file:///absolute/path}
   */
  record Directory(URI url) implements StorePlace {
    public Directory {
      StoreUrl.requireDirectory(url);
    }

    public Path path() {
      FileNames.ofThisJvm().requireNameable(url.getPath());
      return Path.of(url.getPath());
    }

    @Override
    public S3Access access() {
      return S3Access.DEFAULT;
    }
  }

  /**
   * A bucket of an S3 server, or a prefix in one.
   *
   * @param url {@code s3://bucket[/prefix]}
   */
  record Bucket(URI url, S3Access access) implements StorePlace {
    public Bucket {
      StoreUrl.requireBucket(url);
      if (access.endpoint() != null) {
        Urls.http(access.endpoint().toString());
      }
    }

    public String name() {
      return Objects.requireNonNull(url.getRawAuthority());
    }

    /** Below the bucket, without slashes at its ends; empty for the bucket's root. */
    public String prefix() {
      return url.getPath().replaceAll("^/+|/+$", "");
    }
  }

  /**
   * The place that a URL names.
   *
   * @param access refused where the URL names a directory, unless it says nothing
   */
  static StorePlace of(URI url, S3Access access) {
    if (!StoreUrl.isDirectory(url)) {
      return new Bucket(url, access);
    }
    var directory = new Directory(url);
    if (!access.equals(directory.access())) {
      throw new InvalidValueException(
          "endpoint, region, path-style, ca-file and profile mean nothing for a file: store",
          "remove them, or name a bucket: s3://bucket/prefix");
    }
    return directory;
  }

  /**
   * The place that a URL alone names.
   *
   * @throws InvalidValueException when the URL names no store
   */
  static StorePlace ofUrl(String url) {
    return of(StoreUrl.parse(url), S3Access.DEFAULT);
  }

  /** As a publisher's verbs take it on a command line. */
  default String options() {
    PathStyle style = access().pathStyle();
    Map<String, Object> given = new LinkedHashMap<>();
    given.put("--store", url());
    put(given, "--endpoint", access().endpoint());
    put(given, "--region", access().region());
    put(given, "--path-style", style == PathStyle.AUTO ? null : style == PathStyle.PATH);
    put(given, "--ca-file", access().caFile());
    put(given, "--profile", access().profile());
    return given.entrySet().stream()
        .map(option -> option.getKey() + " " + ShellWord.of(option.getValue()))
        .collect(Collectors.joining(" "));
  }

  private static void put(Map<String, Object> options, String name, @Nullable Object value) {
    if (value != null) {
      options.put(name, value);
    }
  }
}
