package io.mgeosync.agent;

import io.mgeosync.verdict.Drains;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/** What Prometheus sees of the node's verdict that no gate says. */
final class VerdictMetrics {
  private VerdictMetrics() {}

  static void register(PrometheusRegistry registry, Drains drains) {
    GaugeWithCallback.builder()
        .name("mgeo_sync_draining")
        .help("1 while an operator drains this node, 0 otherwise")
        .callback(callback -> callback.call(drains.now().isPresent() ? 1 : 0))
        .register(registry);
  }
}
