package io.mgeosync.probe.smoke;

import io.mgeosync.manifest.smoke.SmokeCase;
import io.mgeosync.probe.ProbeResult;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Asks golden cases of a service, one after another, never two at once. */
public final class SmokeRunner {
  private final SmokeService service;
  private final Clock clock;

  /**
   * A runner.
   *
   * @param clock measures how long answers take
   */
  public SmokeRunner(SmokeService service, Clock clock) {
    this.service = service;
    this.clock = clock;
  }

  /** All cases, with any outcome of each; at least one is given. */
  public SmokeRun runAll(List<SmokeCase> cases) throws InterruptedException {
    return run(cases, false);
  }

  /** Until the first that is not right: a service in trouble is asked no more than needed. */
  public SmokeRun runToFirstFailure(List<SmokeCase> cases) throws InterruptedException {
    return run(cases, true);
  }

  private SmokeRun run(List<SmokeCase> cases, boolean stopAtFailure) throws InterruptedException {
    Optional<ProbeResult> notReady = service.notReady();
    var results = new ArrayList<CaseResult>();
    for (SmokeCase smoke : cases) {
      CaseResult result =
          notReady.isPresent()
              ? new CaseResult(smoke, notReady.get(), Duration.ZERO, List.of())
              : one(smoke);
      results.add(result);
      if (stopAtFailure && !result.good()) {
        break;
      }
    }
    return new SmokeRun(results);
  }

  private CaseResult one(SmokeCase smoke) throws InterruptedException {
    Instant start = clock.instant();
    SmokeReply reply = service.sendRequest(smoke.request());
    Duration took = Duration.between(start, clock.instant());
    return switch (reply) {
      case SmokeReply.Decided decided ->
          new CaseResult(smoke, named(smoke, decided.result()), took, vouched(smoke, decided));
      case SmokeReply.Answered answered -> {
        Comparison comparison = Comparison.of(smoke, answered.json());
        yield new CaseResult(smoke, judge(smoke, comparison, took), took, comparison.normalised());
      }
    };
  }

  private static List<String> vouched(SmokeCase smoke, SmokeReply.Decided decided) {
    return decided.result() instanceof ProbeResult.Good ? Comparison.golden(smoke) : List.of();
  }

  /** Wrong before slow: a wrong answer is proven, however late it came. */
  private static ProbeResult judge(SmokeCase smoke, Comparison comparison, Duration took) {
    if (!comparison.mismatches().isEmpty()) {
      return named(smoke, new ProbeResult.Wrong("WrongAnswer", summary(comparison.mismatches())));
    }
    if (took.compareTo(smoke.request().latency()) > 0) {
      return named(
          smoke,
          new ProbeResult.Late(
              "TooSlow",
              "took %d ms, its budget is %d ms"
                  .formatted(took.toMillis(), smoke.request().latency().toMillis())));
    }
    return new ProbeResult.Good("GoldenAnswer", smoke.name() + ": right");
  }

  private static String summary(List<String> mismatches) {
    int more = mismatches.size() - 1;
    return mismatches.getFirst() + (more == 0 ? "" : " (and %d more)".formatted(more));
  }

  private static ProbeResult named(SmokeCase smoke, ProbeResult result) {
    String message = smoke.name() + ": " + result.message();
    return switch (result) {
      case ProbeResult.Good good -> new ProbeResult.Good(good.reason(), message);
      case ProbeResult.Wrong wrong -> new ProbeResult.Wrong(wrong.reason(), message);
      case ProbeResult.Late late -> new ProbeResult.Late(late.reason(), message);
    };
  }
}
