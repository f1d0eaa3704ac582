package io.mgeosync.manifest;

import java.util.Arrays;
import java.util.regex.Pattern;

/** A version of NVIDIA's driver, such as {@code 535.104.05}; ordered as numbers, part by part. */
public record DriverVersion(String value) implements Comparable<DriverVersion> {
  private static final Pattern SPELLING = Pattern.compile("[0-9]{1,4}(\\.[0-9]{1,4}){0,3}");

  public DriverVersion {
    if (!SPELLING.matcher(value).matches()) {
      throw new IllegalArgumentException("not a driver version such as 535.104.05");
    }
  }

  private int[] parts() {
    return Arrays.stream(value.split("\\.", -1)).mapToInt(Integer::parseInt).toArray();
  }

  @Override
  public int compareTo(DriverVersion other) {
    return Arrays.compare(parts(), other.parts());
  }

  @Override
  public String toString() {
    return value;
  }
}
