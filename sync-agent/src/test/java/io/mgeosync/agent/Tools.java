package io.mgeosync.agent;

import io.mgeosync.config.ConfigLoader;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.net.http.HttpClient;
import java.time.Clock;

/** What the bundles of a node that requires nothing share. */
final class Tools {
  private Tools() {}

  static AgentTools with(HttpClient client) {
    return with(client, new PrometheusRegistry());
  }

  static AgentTools with(HttpClient client, PrometheusRegistry registry) {
    var config =
        ConfigLoader.parse(
            "agent.yaml", "store: {url: \"file:///mnt/models\"}\nbundles: [{name: mgeo-base}]\n");
    return AgentTools.of(config, registry, client, Clock.systemUTC());
  }
}
