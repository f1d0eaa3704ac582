package io.mgeosync.agent;

import io.mgeosync.config.ConfigLoader;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Clock;

/** What the bundles of a node that requires nothing share. */
final class Tools {
  private Tools() {}

  static AgentTools with() {
    return with(new PrometheusRegistry());
  }

  static AgentTools with(PrometheusRegistry registry) {
    var config =
        ConfigLoader.parse(
            "agent.yaml", "store: {url: \"file:///mnt/models\"}\nbundles: [{name: mgeo-base}]\n");
    return AgentTools.of(config, registry, Clock.systemUTC());
  }
}
