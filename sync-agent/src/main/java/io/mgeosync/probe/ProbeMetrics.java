package io.mgeosync.probe;

import io.mgeosync.manifest.BundleName;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Unit;
import java.time.Duration;

/** How long the probes of all bundles of a process take; make one for each registry. */
public final class ProbeMetrics {
  private static final double NANOS = 1e9;

  private final Histogram durations;

  public ProbeMetrics(PrometheusRegistry registry) {
    // From a look that touches only memory to the longest deadline that anybody should set.
    durations =
        Histogram.builder()
            .name("mgeo_sync_probe_seconds")
            .help("Time that one look took; one that found no answer counts with its deadline")
            .unit(Unit.SECONDS)
            .labelNames("bundle", "probe")
            .classicUpperBounds(
                0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
            .register(registry);
  }

  /**
   * A probe that always ends by its deadline, and whose looks are measured.
   *
   * @param what the label's value
   */
  public BoundedProbe measured(String what, BundleName bundle, Probe probe, Duration deadline) {
    var looks = durations.labelValues(bundle.value(), what);
    return new BoundedProbe(
        what + "-" + bundle, probe, deadline, took -> looks.observe(took.toNanos() / NANOS));
  }
}
