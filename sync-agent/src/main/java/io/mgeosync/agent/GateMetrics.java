package io.mgeosync.agent;

import io.mgeosync.agent.BundleValues.Labelled;
import io.mgeosync.gate.Condition;
import java.time.Clock;
import java.util.Optional;

/** What the gates say, and for how long they have refused. */
final class GateMetrics {
  private static final double MILLIS = 1000;
  private static final String CONDITION = "condition";

  private GateMetrics() {}

  static void register(BundleValues values, Clock clock) {
    values.gauge(
        "mgeo_sync_ready",
        "1 while the gate of this bundle says SERVE, 0 while it says REFUSE",
        runner -> Optional.of(bit(runner.gate().decide(clock.instant()).serve())));
    values.gauge(
        "mgeo_sync_condition",
        "1 while this condition holds and is fresh",
        CONDITION,
        (runner, to) -> conditions(runner, clock, to));
    values.seconds(
        "mgeo_sync_refused_seconds_total",
        "For how long this condition has not held since the agent started",
        CONDITION,
        GateMetrics::refused);
    values.gauge(
        "mgeo_sync_state_write_failed",
        "1 while the channel that is obeyed cannot be written down on this node's disk",
        runner -> Optional.of(bit(runner.warning().isPresent())));
  }

  private static void conditions(BundleRunner runner, Clock clock, Labelled to) {
    for (Condition condition : runner.gate().conditions()) {
      to.set(condition.type().toString(), bit(condition.holds(clock.instant())));
    }
  }

  private static void refused(BundleRunner runner, Labelled to) {
    runner.refusedTime().forEach((type, time) -> to.set(type.toString(), time.toMillis() / MILLIS));
  }

  private static double bit(boolean value) {
    return value ? 1 : 0;
  }
}
