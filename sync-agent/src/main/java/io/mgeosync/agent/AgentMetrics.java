package io.mgeosync.agent;

import io.mgeosync.gate.Condition;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Clock;
import java.util.List;

/** What Prometheus sees of the gates: read from the last snapshots when it asks. */
final class AgentMetrics {
  private AgentMetrics() {}

  static void register(PrometheusRegistry registry, List<BundleRunner> runners, Clock clock) {
    List<BundleRunner> all = List.copyOf(runners);
    GaugeWithCallback.builder()
        .name("mgeo_sync_ready")
        .help("1 while the gate of this bundle says SERVE, 0 while it says REFUSE")
        .labelNames("bundle")
        .callback(
            callback ->
                all.forEach(
                    runner ->
                        callback.call(
                            bit(runner.gate().decide(clock.instant()).serve()), name(runner))))
        .register(registry);
    GaugeWithCallback.builder()
        .name("mgeo_sync_condition")
        .help("1 while this condition holds and is fresh")
        .labelNames("bundle", "condition")
        .callback(callback -> all.forEach(runner -> conditions(runner, clock, callback)))
        .register(registry);
    GaugeWithCallback.builder()
        .name("mgeo_sync_active_info")
        .help("1 for the release that is active on this node")
        .labelNames("bundle", "version", "digest")
        .callback(callback -> all.forEach(runner -> active(runner, callback)))
        .register(registry);
    GaugeWithCallback.builder()
        .name("mgeo_sync_last_success_timestamp_seconds")
        .help("When a cycle last ended with the node where its channel wants it")
        .labelNames("bundle")
        .callback(callback -> all.forEach(runner -> lastSuccess(runner, callback)))
        .register(registry);
  }

  private static void conditions(
      BundleRunner runner, Clock clock, GaugeWithCallback.Callback callback) {
    for (Condition condition : runner.gate().conditions()) {
      callback.call(
          bit(condition.holds(clock.instant())), name(runner), condition.type().toString());
    }
  }

  private static void active(BundleRunner runner, GaugeWithCallback.Callback callback) {
    runner
        .state()
        .active()
        .ifPresent(
            release ->
                callback.call(
                    1,
                    name(runner),
                    release.pin().version().value(),
                    release.pin().digest().toString()));
  }

  private static void lastSuccess(BundleRunner runner, GaugeWithCallback.Callback callback) {
    runner
        .state()
        .lastCycle()
        .filter(io.mgeosync.reconcile.CycleReport::success)
        .ifPresent(report -> callback.call((double) report.at().getEpochSecond(), name(runner)));
  }

  private static String name(BundleRunner runner) {
    return runner.settings().name().value();
  }

  private static double bit(boolean value) {
    return value ? 1 : 0;
  }
}
