package io.mgeosync.manifest;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** NVIDIA's number for what a GPU can do, such as 8.0 for an A100; ordered as numbers. */
public record ComputeCapability(int major, int minor) implements Comparable<ComputeCapability> {
  private static final Pattern SPELLING = Pattern.compile("([1-9][0-9]?)\\.([0-9])");
  private static final Comparator<ComputeCapability> ORDER =
      Comparator.comparingInt(ComputeCapability::major).thenComparingInt(ComputeCapability::minor);

  public ComputeCapability {
    if (major < 1 || major > 99 || minor < 0 || minor > 9) {
      throw new IllegalArgumentException("a compute capability is from 1.0 to 99.9");
    }
  }

  /**
   * Reads {@code 8.0}.
   *
   * @throws IllegalArgumentException when it is spelled otherwise
   */
  public static ComputeCapability parse(String text) {
    Matcher matcher = SPELLING.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("not a compute capability such as 8.0");
    }
    return new ComputeCapability(
        Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
  }

  @Override
  public int compareTo(ComputeCapability other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return major + "." + minor;
  }
}
