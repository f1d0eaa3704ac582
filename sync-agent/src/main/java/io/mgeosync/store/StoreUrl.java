package io.mgeosync.store;

import io.mgeosync.base.InvalidValueException;
import io.mgeosync.base.Urls;
import java.net.URI;
import java.util.Objects;
import java.util.regex.Pattern;

/** Reads a store's URL as people write it, and says in words what is wrong with the others. */
final class StoreUrl {
  private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
  private static final Pattern NO_BUCKET =
      Pattern.compile("[0-9]+(\\.[0-9]+){3}|.*(\\.\\.|\\.-|-\\.).*");
  private static final Pattern STEP = Pattern.compile("(^|.*/)\\.{1,2}(/.*|$)");

  private StoreUrl() {}

  static URI parse(String text) {
    Urls.refusePassword(text, Urls.STORE_CREDENTIALS);
    if (text.startsWith("/")) {
      throw new InvalidValueException(
          "a store is named by a URL, not by a path", "write file://" + text);
    }
    URI url = Urls.parse(text);
    return switch (Objects.requireNonNullElse(url.getScheme(), "")) {
      case "file", "s3" -> url;
      case "http", "https" ->
          throw new InvalidValueException(
              "an S3 server's address is not a store",
              "write s3://bucket/prefix here and the address as the store's endpoint"
                  + " (AWS_ENDPOINT_URL on the command line)");
      default -> throw notAStore();
    };
  }

  static boolean isDirectory(URI url) {
    return "file".equals(url.getScheme());
  }

  static void requireDirectory(URI url) {
    String path = url.getPath();
    if (!isDirectory(url)) {
      throw notAStore();
    }
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

  static void requireBucket(URI url) {
    String bucket = url.getRawAuthority();
    if (!"s3".equals(url.getScheme()) || bucket == null) {
      throw notAStore();
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

  private static InvalidValueException notAStore() {
    return new InvalidValueException(
        "this names no store", "write file:///absolute/path or s3://bucket/prefix");
  }
}
