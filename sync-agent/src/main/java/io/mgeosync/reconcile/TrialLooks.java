package io.mgeosync.reconcile;

import io.mgeosync.gate.Gate;
import io.mgeosync.probe.ProbeResult;
import io.mgeosync.probe.ProbeSeen;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * The looks of one trial, round after round. Looks that others make at the same probes count as
 * well: a trial does not double the load of the service.
 */
final class TrialLooks {

  /**
   * What one round came to.
   *
   * @param wrong the service has loaded the release, and answers wrongly
   * @param why one line; empty when good
   */
  record Round(boolean good, boolean wrong, String why) {
    private static final Round GOOD = new Round(true, false, "");

    private static Round notYet(String why) {
      return new Round(false, false, why);
    }
  }

  private final ProbeWatch served;
  private final Optional<ProbeWatch> smoke;
  private final Gate gate;
  private final Instant begun;
  private @Nullable Instant servedSince;
  private @Nullable Instant goodSince;

  TrialLooks(ProbeWatch served, Optional<ProbeWatch> smoke, Gate gate) {
    this.served = served;
    this.smoke = smoke;
    this.gate = gate;
    this.begun = gate.now();
  }

  /** Ends within the probes' deadlines. */
  Round round() throws InterruptedException {
    Round round = lookAtServed();
    if (!round.good()) {
      goodSince = null;
    } else if (goodSince == null) {
      goodSince = gate.now();
    }
    return round;
  }

  /** For how long every round was good; empty when the last one was not. */
  Optional<Duration> goodFor(Instant now) {
    return Optional.ofNullable(goodSince).map(since -> Duration.between(since, now));
  }

  private Round lookAtServed() throws InterruptedException {
    Optional<ProbeSeen> seen = look(served, begun);
    if (seen.isEmpty() || !seen.get().good()) {
      servedSince = null;
      return Round.notYet(seen.map(s -> s.result().message()).orElse("no look has ended"));
    }
    if (servedSince == null) {
      servedSince = gate.now();
    }
    return smoke.isEmpty() ? Round.GOOD : lookAtSmoke(smoke.get(), servedSince);
  }

  /** An answer from before the service had loaded the release says nothing of it. */
  private Round lookAtSmoke(ProbeWatch probe, Instant loadedAt) throws InterruptedException {
    return look(probe, loadedAt)
        .map(
            seen ->
                switch (seen.result()) {
                  case ProbeResult.Good _ -> Round.GOOD;
                  case ProbeResult.Wrong wrong -> new Round(false, true, wrong.message());
                  case ProbeResult.Late late -> Round.notYet(late.message());
                })
        .orElseGet(() -> Round.notYet("no golden answer has come yet"));
  }

  private Optional<ProbeSeen> look(ProbeWatch probe, Instant notBefore)
      throws InterruptedException {
    if (since(probe, notBefore).filter(seen -> recent(probe, seen)).isEmpty()) {
      try {
        probe.look().get();
      } catch (ExecutionException e) {
        throw new IllegalStateException("a look that never throws threw", e);
      }
    }
    return since(probe, notBefore);
  }

  private Optional<ProbeSeen> since(ProbeWatch probe, Instant notBefore) {
    return probe.seenOfThisEpoch().filter(seen -> !seen.startedAt().isBefore(notBefore));
  }

  private boolean recent(ProbeWatch probe, ProbeSeen seen) {
    return gate.now().isBefore(seen.startedAt().plus(probe.interval()));
  }
}
