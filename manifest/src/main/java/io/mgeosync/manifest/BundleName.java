package io.mgeosync.manifest;

import java.util.regex.Pattern;

/**
 * A bundle's name, such as {@code mgeo-base}: one safe path segment and one safe label in any
 * system.
 */
public record BundleName(String value) {
  private static final Pattern VALID = Pattern.compile("[a-z0-9]([a-z0-9._-]{0,61}[a-z0-9])?");

  /** The folder of a store that holds its channels; no bundle may take its name. */
  public static final String CHANNELS_FOLDER = "channels";

  public BundleName {
    if (!VALID.matcher(value).matches() || value.contains("..") || value.equals(CHANNELS_FOLDER)) {
      throw new IllegalArgumentException(
          "a bundle name is 1-63 of a-z 0-9 . _ -, starts and ends with a letter or digit and is not \"channels\"");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
