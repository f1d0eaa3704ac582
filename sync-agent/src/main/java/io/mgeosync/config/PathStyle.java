package io.mgeosync.config;

/** How a bucket is named in an S3 request. */
public enum PathStyle {
  /** Virtual-host style for Amazon's own hosts, path style for every other endpoint. */
  AUTO,
  /** {@code https://host/bucket/key}. */
  PATH,
  /** {@code https://bucket.host/key}. */
  VIRTUAL
}
