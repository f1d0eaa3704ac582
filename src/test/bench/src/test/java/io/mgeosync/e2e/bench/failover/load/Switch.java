package io.mgeosync.e2e.bench.failover.load;

import java.util.List;

/**
 * How a planned switch went.
 *
 * @param lastOnOldMillis from the switch to when the old node had its last new request; negative
 *     when that was before it
 * @param firstOnNewMillis from the switch to when the new node had its first
 */
public record Switch(double lastOnOldMillis, double firstOnNewMillis) {
  private static final double MICROS_PER_MILLI = 1000;

  /**
   * Looks at which node had which request when.
   *
   * @param at when it was switched, in microseconds since 1970
   * @param until up to when: later ones may go back
   */
  public static Switch of(List<Sample> samples, String from, String to, long at, long until) {
    long last =
        samples.stream()
            .filter(sample -> sample.node().equals(from) && sample.received() < until)
            .mapToLong(Sample::received)
            .max()
            .orElse(at);
    long first =
        samples.stream()
            .filter(sample -> sample.node().equals(to) && sample.received() >= at)
            .mapToLong(Sample::received)
            .min()
            .orElse(until);
    return new Switch((last - at) / MICROS_PER_MILLI, (first - at) / MICROS_PER_MILLI);
  }
}
