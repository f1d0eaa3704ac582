package io.mgeosync.e2e.bench.failover.load;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What one run came to. Requests that no node can answer are counted by themselves alone.
 *
 * @param sent in all
 * @param sentInFault while the fault was in force
 * @param failed of those
 * @param failedElsewhen before the fault and after its end
 * @param wrong in all
 * @param wrongAfterDetection sent when traffic should have gone elsewhere already
 * @param slowBefore sent during the fault before detection, and answered after more than a second
 * @param slowAfter the same after detection, the end of the fault included
 * @param mostBeforeMillis the latest answer of those sent during the fault before detection
 * @param mostAfterMillis the same after detection
 * @param lastFailedMillis from the fault to when the last one was due that failed; 0 for none
 * @param lastWrongMillis the same of wrong answers
 * @param detectedMillis from the fault to when traffic was to go elsewhere; negative: never
 * @param p99Millis latency of all answers from the fault on
 * @param mostMillis the latest of all
 * @param failedKept those of {@code failed} and {@code failedElsewhen} on kept connections
 * @param problems how often what failed, whenever
 */
public record Measured(
    long sent,
    long sentInFault,
    long failed,
    long failedElsewhen,
    long wrong,
    long wrongAfterDetection,
    long slowBefore,
    long slowAfter,
    double mostBeforeMillis,
    double mostAfterMillis,
    double lastFailedMillis,
    double lastWrongMillis,
    double detectedMillis,
    double p99Millis,
    double mostMillis,
    long failedKept,
    Map<String, Long> problems) {
  private static final double MICROS_PER_MILLI = 1000;
  private static final double SECOND = 1000;
  private static final double PER_CENT = 0.99;

  /** Adds up one run. */
  public static Measured of(List<Sample> all, Marks marks) {
    List<Sample> good = all.stream().filter(sample -> !sample.badInput()).toList();
    Predicate<Sample> failed = sample -> sample.verdict() == Verdict.FAILED;
    Predicate<Sample> wrong = sample -> sample.verdict() == Verdict.WRONG;
    Predicate<Sample> slow = sample -> latencyMillis(sample) > SECOND;
    return new Measured(
        good.size(),
        count(good, marks::faulty),
        count(good, failed.and(marks::faulty)),
        count(good, failed.and(sample -> !marks.faulty(sample))),
        count(good, wrong),
        count(good, wrong.and(marks::afterDetection)),
        count(good, slow.and(marks::beforeDetection)),
        count(good, slow.and(marks::afterDetection)),
        most(good, marks::beforeDetection),
        most(good, marks::afterDetection),
        last(good, failed, marks),
        last(good, wrong, marks),
        marks.detected().isPresent() ? millis(marks.detected().getAsLong() - marks.fault()) : -1,
        p99(good, marks),
        most(good, sample -> true),
        count(good, failed.and(Sample::kept)),
        problems(good));
  }

  /** Failed requests per hundred, while the fault was in force. */
  public double failedPerCent() {
    return sentInFault == 0 ? 0 : 100.0 * failed / sentInFault;
  }

  private static long count(List<Sample> samples, Predicate<Sample> which) {
    return samples.stream().filter(which).count();
  }

  private static double most(List<Sample> samples, Predicate<Sample> which) {
    return samples.stream().filter(which).mapToDouble(Measured::latencyMillis).max().orElse(0);
  }

  private static double last(List<Sample> samples, Predicate<Sample> which, Marks marks) {
    return samples.stream()
        .filter(which.and(marks::faulty))
        .max(Comparator.comparingLong(Sample::due))
        .map(sample -> millis(sample.due() - marks.fault()))
        .orElse(0.0);
  }

  private static double p99(List<Sample> samples, Marks marks) {
    double[] sorted =
        samples.stream()
            .filter(sample -> sample.due() >= marks.fault())
            .mapToDouble(Measured::latencyMillis)
            .sorted()
            .toArray();
    return sorted.length == 0 ? 0 : sorted[(int) Math.ceil(PER_CENT * sorted.length) - 1];
  }

  private static Map<String, Long> problems(List<Sample> samples) {
    Map<String, Long> counts = new TreeMap<>();
    samples.stream()
        .filter(sample -> !sample.problem().isEmpty())
        .forEach(sample -> counts.merge(sample.problem(), 1L, Long::sum));
    return counts;
  }

  private static double latencyMillis(Sample sample) {
    return millis(sample.latency());
  }

  private static double millis(long micros) {
    return micros / MICROS_PER_MILLI;
  }
}
