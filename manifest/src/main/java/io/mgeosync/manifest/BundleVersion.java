package io.mgeosync.manifest;

import java.util.regex.Pattern;

/**
 * A bundle's version, such as {@code v1.2.0}: opaque, compared for equality only, one safe path
 * segment.
 */
public record BundleVersion(String value) {
  private static final Pattern VALID =
      Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._+-]{0,126}[A-Za-z0-9])?");

  public BundleVersion {
    if (!VALID.matcher(value).matches() || value.contains("..")) {
      throw new IllegalArgumentException(
          "a version is 1-128 of A-Z a-z 0-9 . _ + -, starts and ends with a letter or digit");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
