package io.mgeosync.probe.smoke;

import io.mgeosync.manifest.smoke.Decimal;

/** How far a score may be from its golden value: the sum of both. */
public record Tolerance(Decimal absolute, Decimal relative) {
  public Tolerance {
    if (absolute.negative() || relative.negative()) {
      throw new IllegalArgumentException("a tolerance is not negative");
    }
  }
}
