package io.mgeosync.agent;

import io.mgeosync.config.ConfigLoader;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.net.http.HttpClient;
import java.time.Clock;

/** What the bundles of a node that requires nothing share. */
final class Tools {
  private Tools() {}

  static AgentTools with(HttpClient client) {
    var config =
        ConfigLoader.parse(
            "agent.yaml", "store: {url: \"file:///mnt/models\"}\nbundles: [{name: mgeo-base}]\n");
    return AgentTools.of(config, new PrometheusRegistry(), client, Clock.systemUTC());
  }
}
