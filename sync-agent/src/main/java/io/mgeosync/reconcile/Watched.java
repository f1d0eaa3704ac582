package io.mgeosync.reconcile;

import io.mgeosync.probe.BoundedProbe;
import io.mgeosync.probe.ProbeJudge;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * A probe, how its results are judged, and how often it looks.
 *
 * @param judge a fresh one after each switch
 * @param interval from the start of one look to the start of the next
 */
public record Watched(BoundedProbe probe, Supplier<ProbeJudge> judge, Duration interval) {
  /** How often a service is asked where its settings do not say. */
  public static final Duration INTERVAL = Duration.ofSeconds(5);

  public Watched {
    if (!interval.isPositive()) {
      throw new IllegalArgumentException("a probe looks at intervals of more than nothing");
    }
  }

  /** Looks as often as a service is asked by default. */
  public Watched(BoundedProbe probe, Supplier<ProbeJudge> judge) {
    this(probe, judge, INTERVAL);
  }

  /** Two looks may fail to happen before what was seen is no longer believed. */
  public Duration freshFor() {
    return interval.multipliedBy(3).plus(probe.deadline());
  }
}
