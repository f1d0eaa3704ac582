package io.mgeosync.reconcile;

import io.mgeosync.base.Durations;
import io.mgeosync.gate.ConditionType;
import io.mgeosync.gate.Gate;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A release is proven once the service has reported it, and has given its golden answers where
 * there are any, without a miss for the time of the soak. A wrong golden answer of a service that
 * has loaded it ends the trial at once; everything else only the deadline does: a service that
 * still reports the release before may be loading.
 */
final class ServiceTrial implements Trial {

  /**
   * How patient a trial is.
   *
   * @param deadline by when the service has proven the release for the first time
   * @param soak how long it must then stay proven
   * @param interval from one look to the next
   */
  record Patience(Duration deadline, Duration soak, Duration interval) {
    Patience {
      if (deadline.isNegative() || soak.isNegative() || !interval.isPositive()) {
        throw new IllegalArgumentException("a trial lasts for some time");
      }
    }
  }

  /** Lets time pass. */
  @FunctionalInterface
  interface Pause {
    void of(Duration time) throws InterruptedException;
  }

  private final ProbeWatch served;
  private final Optional<ProbeWatch> smoke;
  private final Gate gate;
  private final Patience patience;
  private final Pause pause;

  /**
   * On what this watch sees.
   *
   * @throws IllegalArgumentException when no probe asks there what is served
   */
  ServiceTrial(BundleWatch watch, Gate gate, Patience patience, Pause pause) {
    this.served =
        watch
            .probe(ConditionType.SERVED)
            .orElseThrow(() -> new IllegalArgumentException("no probe asks what is served"));
    this.smoke = watch.probe(ConditionType.SMOKE_PASSED);
    this.gate = gate;
    this.patience = patience;
    this.pause = pause;
  }

  @Override
  public Optional<String> failure() throws InterruptedException {
    Instant deadline = gate.now().plus(patience.deadline());
    var looks = new TrialLooks(served, smoke, gate);
    while (true) {
      TrialLooks.Round round = looks.round();
      Instant now = gate.now();
      if (round.wrong()) {
        return Optional.of(round.why());
      }
      if (looks.goodFor(now).filter(time -> time.compareTo(patience.soak()) >= 0).isPresent()) {
        return Optional.empty();
      }
      if (!round.good() && !now.isBefore(deadline)) {
        return Optional.of(
            "not proven within %s: %s"
                .formatted(Durations.format(patience.deadline()), round.why()));
      }
      pause.of(patience.interval());
    }
  }

  @Override
  public boolean provenNow() {
    return served.proves() && smoke.map(ProbeWatch::proves).orElse(true);
  }
}
