package io.mgeosync.manifest;

/**
 * A file's place inside a bundle: relative, {@code /}-separated, NFC, no empty segment, no {@code
 * .} or {@code ..}, no control character. The constructor refuses everything else.
 */
public record BundlePath(String value) implements Comparable<BundlePath> {

  @Override
  public int compareTo(BundlePath other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
