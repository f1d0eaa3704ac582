package io.mgeosync.drill;

import io.mgeosync.base.Durations;
import io.mgeosync.director.client.DirectorState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Everything that a drill found.
 *
 * @param directors who moved the traffic, at least one
 * @param plan of the first director
 * @param during what it said last while the node was out; empty when it could not be asked
 * @param after what it said last; empty when it could not be asked
 * @param samples every request, in the order in which they were due
 * @param warnings the director's own, and what else went wrong, one line each
 */
public record DrillReport(
    Instant started,
    DrillSettings settings,
    List<String> directors,
    DrillPlan plan,
    Optional<DirectorState> during,
    Optional<DirectorState> after,
    Timeline timeline,
    List<Sample> samples,
    List<String> warnings) {
  /** What no drill can see by itself. */
  public static final String SCOPE =
      "--url must be this director's own load balancer: no other one is exercised";

  public DrillReport {
    directors = List.copyOf(directors);
    samples = List.copyOf(samples);
    warnings = List.copyOf(warnings);
  }

  /** Of one part. */
  public Figures figures(DrillPhase phase) {
    return Figures.of(
        samples.stream().filter(sample -> DrillPhase.of(sample, timeline) == phase).toList());
  }

  public Figures total() {
    return Figures.of(samples);
  }

  /** From when the first bad answer was due to the end of the last one; empty without end. */
  public Optional<Duration> timeToRecover() {
    return between(timeline.failing(), timeline.recovered());
  }

  /** From the order to take the node out until every director said that all routes past it. */
  public Optional<Duration> timeToMove() {
    return between(timeline.action(), timeline.moved());
  }

  private static Optional<Duration> between(long from, OptionalLong to) {
    return to.isEmpty() ? Optional.empty() : Optional.of(Duration.ofNanos(to.getAsLong() - from));
  }

  /** All that had to hold. */
  public List<Check> checks() {
    Figures total = total();
    return List.of(
        new Check("wrong answers", "0", "" + total.wrong(), total.wrong() == 0),
        new Check(
            "failed requests",
            "at most " + settings.maxFailed(),
            "" + total.failed(),
            total.failed() <= settings.maxFailed()),
        new Check(
            "time to recover",
            "at most " + Durations.format(settings.rto()),
            seconds(timeToRecover(), "did not recover"),
            timeToRecover().filter(time -> time.compareTo(settings.rto()) <= 0).isPresent()),
        new Check(
            "traffic left " + plan.node(),
            "yes",
            seconds(timeToMove(), "never"),
            timeToMove().isPresent()),
        AnsweredBy.left(plan, samples, timeline),
        new Check(
            "routed as before afterwards",
            "within " + Durations.format(settings.returnWithin()),
            seconds(between(timeline.restored(), timeline.returned()), "no"),
            timeline.returned().isPresent()));
  }

  private static String seconds(Optional<Duration> time, String otherwise) {
    return time.map(found -> Seconds.of(found.toNanos())).orElse(otherwise);
  }

  public boolean passed() {
    return checks().stream().allMatch(Check::passed);
  }

  /** In capitals, for those who read only one word. */
  public String verdict() {
    return passed() ? "PASS" : "FAIL";
  }

  /** The whole of it in one line. */
  public String sentence() {
    Figures total = total();
    return "%s out by %s: %d requests, %d failed, %d wrong; %s (objective %s)"
        .formatted(
            plan.node(),
            settings.mode().word(),
            total.requests(),
            total.failed(),
            total.wrong(),
            recovery(),
            Durations.format(settings.rto()));
  }

  private String recovery() {
    return timeToRecover()
        .map(
            time ->
                time.isZero()
                    ? "nothing to recover from"
                    : "recovered after " + Seconds.of(time.toNanos()))
        .orElse("did not recover");
  }
}
