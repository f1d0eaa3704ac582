package io.mgeosync.probe.smoke;

import io.mgeosync.probe.ProbeResult;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/**
 * One row of cases, asked one after another.
 *
 * @param results at least one; a run that ends at its first failure has fewer than there are cases
 */
public record SmokeRun(List<CaseResult> results) {
  public SmokeRun {
    results = List.copyOf(results);
    if (results.isEmpty()) {
      throw new IllegalArgumentException("a run has at least one result");
    }
  }

  /** Wrong if any case is, else late if any is, else good. */
  public ProbeResult verdict() {
    return first(
        ProbeResult.Wrong.class::isInstance, first(ProbeResult.Late.class::isInstance, good()));
  }

  private ProbeResult first(Predicate<ProbeResult> kind, ProbeResult otherwise) {
    return results.stream().map(CaseResult::result).filter(kind).findFirst().orElse(otherwise);
  }

  private ProbeResult good() {
    return new ProbeResult.Good(
        "GoldenAnswers", "%d golden answers in %d ms".formatted(results.size(), took().toMillis()));
  }

  public Duration took() {
    return results.stream().map(CaseResult::took).reduce(Duration.ZERO, Duration::plus);
  }

  public SmokeAnswers answers() {
    return SmokeAnswers.given(results);
  }
}
