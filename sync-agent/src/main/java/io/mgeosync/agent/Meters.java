package io.mgeosync.agent;

import io.mgeosync.probe.ProbeMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/**
 * What is counted as it happens, for all bundles of a process.
 *
 * @see AgentMetrics what is read when Prometheus asks
 */
record Meters(GateChanges gate, ProbeMetrics probes, SyncMetrics syncs, XidMetrics xids) {

  /** Make one for each registry. */
  static Meters in(PrometheusRegistry registry) {
    return new Meters(
        new GateChanges(registry),
        new ProbeMetrics(registry),
        new SyncMetrics(registry),
        new XidMetrics(registry));
  }
}
