package io.mgeosync.probe.gpu;

import java.util.Arrays;
import java.util.List;

/**
 * What holds a GPU's clocks down and is a sign of trouble: bits of {@code nvmlClocksEventReasons}
 * in nvml.h. Idleness, power caps and chosen clocks are none.
 */
public enum ClockLimit {
  HARDWARE(0x08, "hardware slowdown"),
  TOO_HOT(0x20, "thermal slowdown"),
  MUCH_TOO_HOT(0x40, "hardware thermal slowdown"),
  POWER_BRAKE(0x80, "power brake");

  private final long bit;
  private final String label;

  ClockLimit(long bit, String label) {
    this.bit = bit;
    this.label = label;
  }

  public static List<ClockLimit> of(long mask) {
    return Arrays.stream(values()).filter(limit -> (mask & limit.bit) != 0).toList();
  }

  @Override
  public String toString() {
    return label;
  }
}
