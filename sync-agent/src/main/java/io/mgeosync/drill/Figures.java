package io.mgeosync.drill;

import io.mgeosync.drill.Sample.Outcome;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Requests, counted. Latencies are in nanoseconds, of all answers, failed ones too; zero when there
 * were no requests.
 *
 * @param overSecond took longer than a second
 */
public record Figures(
    int requests, int failed, int wrong, int overSecond, long p50, long p99, long max) {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
  private static final double MEDIAN = 0.5;
  private static final double NINETY_NINE = 0.99;

  /** Counts them. */
  public static Figures of(List<Sample> samples) {
    long[] sorted = samples.stream().mapToLong(Sample::latency).sorted().toArray();
    return new Figures(
        sorted.length,
        count(samples, Outcome.FAILED),
        count(samples, Outcome.WRONG),
        (int) Arrays.stream(sorted).filter(latency -> latency > SECOND).count(),
        quantile(sorted, MEDIAN),
        quantile(sorted, NINETY_NINE),
        quantile(sorted, 1));
  }

  private static int count(List<Sample> samples, Outcome outcome) {
    return (int) samples.stream().filter(sample -> sample.outcome() == outcome).count();
  }

  /** The smallest that is not exceeded by this share of all (nearest rank). */
  private static long quantile(long[] sorted, double share) {
    return sorted.length == 0 ? 0 : sorted[(int) Math.ceil(share * sorted.length) - 1];
  }
}
