package io.mgeosync.agent;

import io.mgeosync.base.LostLines;
import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Objects;

/** What Prometheus sees of the bundles: read from their last snapshots when it asks. */
final class AgentMetrics {
  private AgentMetrics() {}

  static void register(PrometheusRegistry registry, List<BundleRunner> runners, Clock clock) {
    var values = new BundleValues(registry, runners);
    GateMetrics.register(values, clock);
    VersionMetrics.register(values, clock);
    ScrubMetrics.register(values);
    ChannelMetrics.register(values);
    LostLines.register(registry);
    build(registry);
  }

  private static void build(PrometheusRegistry registry) {
    String version = AgentMetrics.class.getPackage().getImplementationVersion();
    Info.builder()
        .name("mgeo_sync_build_info")
        .help("1 for the version of mgeo-sync that runs")
        .labelNames("version")
        .register(registry)
        .setLabelValues(Objects.requireNonNullElse(version, "(not packaged)"));
  }
}
