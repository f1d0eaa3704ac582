package io.mgeosync.agent;

import io.mgeosync.manifest.BundleName;
import io.mgeosync.reconcile.CycleReport;
import io.mgeosync.reconcile.CycleReport.Outcome;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Unit;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/** How the cycles of all bundles end, and when. */
final class SyncMetrics {
  private final Counter outcomes;
  private final Gauge lastCycle;
  private final Gauge lastSuccess;

  SyncMetrics(PrometheusRegistry registry) {
    outcomes =
        Counter.builder()
            .name("mgeo_sync_sync_outcome_total")
            .help("Cycles by what they did; kept and rolled_back: something was in the way")
            .labelNames("bundle", "outcome")
            .register(registry);
    lastCycle =
        gauge(registry, "mgeo_sync_last_cycle_timestamp_seconds", "When a cycle last ended");
    lastSuccess =
        gauge(
            registry,
            "mgeo_sync_last_success_timestamp_seconds",
            "When a cycle last ended with the node where its channel wants it");
  }

  private static Gauge gauge(PrometheusRegistry registry, String name, String help) {
    return Gauge.builder()
        .name(name)
        .help(help)
        .unit(Unit.SECONDS)
        .labelNames("bundle")
        .register(registry);
  }

  /**
   * Counts one bundle's cycles.
   *
   * @param remembered the last success before the agent started: a restart is no sync
   */
  Consumer<CycleReport> of(BundleName bundle, Optional<Instant> remembered) {
    Arrays.stream(Outcome.values())
        .forEach(outcome -> outcomes.initLabelValues(bundle.value(), label(outcome)));
    remembered.ifPresent(at -> set(lastSuccess, bundle, at));
    return report -> countCycle(bundle, report);
  }

  private void countCycle(BundleName bundle, CycleReport report) {
    outcomes.labelValues(bundle.value(), label(report.outcome())).inc();
    set(lastCycle, bundle, report.at());
    if (report.success()) {
      set(lastSuccess, bundle, report.at());
    }
  }

  private static void set(Gauge gauge, BundleName bundle, Instant at) {
    gauge.labelValues(bundle.value()).set((double) at.getEpochSecond());
  }

  private static String label(Outcome outcome) {
    return outcome.name().toLowerCase(Locale.ROOT);
  }
}
