package io.mgeosync.store;

import io.mgeosync.base.InvalidValueException;

/** How a bucket is named in an S3 request. */
public enum PathStyle {
  /** Virtual-host style for Amazon's own hosts, path style for every other endpoint. */
  AUTO,
  /** {@code https://host/bucket/key}. */
  PATH,
  /** {@code https://bucket.host/key}. */
  VIRTUAL;

  /** As it is written: whether the path is used. */
  public static PathStyle parse(String text) {
    return switch (text) {
      case "auto" -> AUTO;
      case "true" -> PATH;
      case "false" -> VIRTUAL;
      default ->
          throw new InvalidValueException(
              "\"" + text + "\" is not a path style", "write auto, true or false");
    };
  }
}
