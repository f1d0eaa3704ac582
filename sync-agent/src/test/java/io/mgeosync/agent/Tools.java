package io.mgeosync.agent;

import io.mgeosync.probe.node.Environment;
import io.mgeosync.probe.smoke.SmokeMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.net.http.HttpClient;
import java.time.Clock;
import java.util.List;

/** What the bundles of a node that requires nothing share. */
final class Tools {
  private Tools() {}

  static AgentTools with(HttpClient client) {
    return new AgentTools(
        client,
        Clock.systemUTC(),
        Clock.systemUTC(),
        new Environment(null, List.of()),
        new SmokeMetrics(new PrometheusRegistry()));
  }
}
