package io.mgeosync.e2e.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.mgeosync.e2e.harness.Await;
import io.mgeosync.e2e.harness.Bundles;
import io.mgeosync.e2e.harness.Cli;
import io.mgeosync.e2e.harness.Needs;
import io.mgeosync.e2e.harness.Node;
import io.mgeosync.e2e.harness.Ports;
import io.mgeosync.e2e.harness.Scratch;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A real Prometheus with the shipped configuration and rules watches a real node that breaks. */
@Needs("prometheus")
class PrometheusIT {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final Map<String, String> OF_THE_NODE =
      Map.of("node", "gpu-a", "bundle", Bundles.NAME);

  private Path scratch;
  private Node node;
  private Prometheus prometheus;

  @BeforeEach
  void serve() throws IOException {
    scratch = Scratch.create();
    var cli = new Cli(Files.createDirectories(scratch.resolve("logs")), Map.of());
    String store = Files.createDirectories(scratch.resolve("store")).toUri().toString();
    String model = Bundles.V1.writeTo(scratch.resolve("model")).toString();
    cli.succeed(
        "publish",
        model,
        "--store",
        store,
        "--bundle",
        Bundles.NAME,
        "--version",
        "v1",
        "--promote",
        "production",
        "--create");
    node = new Node(scratch.resolve("gpu-a"), cli, "{url: \"" + store + "\"}");
    prometheus = Prometheus.start(scratch.resolve("prometheus"), addresses());
    node.startAgent();
    node.startService();
    node.awaitReadyWith("v1", PATIENCE);
  }

  @AfterEach
  void stop() throws IOException {
    prometheus.close();
    node.close();
    Scratch.delete(scratch);
  }

  /** The second node, the director and the load balancers are away. */
  private Map<String, String> addresses() throws IOException {
    String nobody = "127.0.0.1:" + Ports.free();
    return Map.of(
        "10.0.0.1:9640", URI.create(node.agentUrl()).getAuthority(),
        "10.0.0.2:9640", nobody,
        "127.0.0.1:9641", nobody,
        "127.0.0.1:8404", nobody,
        "127.0.0.1:4040", nobody,
        "127.0.0.1:9093", nobody);
  }

  private void awaitValue(String query, double expected) {
    Await.until(
        query + " is " + expected,
        PATIENCE,
        () -> Double.valueOf(expected).equals(prometheus.value(query)));
  }

  private void awaitAlert(String alert, Map<String, String> labels) {
    Await.until(alert + " fires", PATIENCE, () -> prometheus.fires(alert, labels));
  }

  @Test
  void aServiceThatDiesRaisesATicketWithItsReasonAndAPageUntilItIsBack() throws IOException {
    awaitValue("mgeo:nodes_ready:count{bundle=\"mgeo-base\"}", 1);
    awaitValue("mgeo_sync_served_info{node=\"gpu-a\",version=\"v1\"}", 1);
    awaitAlert("MgeoSyncAgentDown", Map.of("node", "gpu-b", "severity", "ticket"));
    awaitAlert("MgeoSyncOneNodeReady", Map.of("bundle", Bundles.NAME, "severity", "page"));
    assertThat(prometheus.fires("MgeoSyncNodeRefused", OF_THE_NODE)).isFalse();
    assertThat(prometheus.fires("MgeoSyncNoNodeReady", Map.of())).isFalse();

    node.service().kill();
    awaitAlert(
        "MgeoSyncNodeRefused",
        Map.of("node", "gpu-a", "condition", "ServiceHealthy", "severity", "ticket"));
    awaitAlert("MgeoSyncNoNodeReady", Map.of("bundle", Bundles.NAME, "severity", "page"));
    awaitValue(
        "mgeo_sync_refused_seconds_total{node=\"gpu-a\",condition=\"ServiceHealthy\"} > bool 0", 1);

    node.startService();
    Await.until(
        "all is well again",
        PATIENCE,
        () ->
            !prometheus.fires("MgeoSyncNodeRefused", OF_THE_NODE)
                && !prometheus.fires("MgeoSyncNoNodeReady", Map.of()));
    awaitValue("mgeo_sync_gate_changes_total{node=\"gpu-a\",to=\"serve\"} >= bool 2", 1);
  }

  @Test
  void anAgentThatDiesLeavesNobodyWhoWatches() {
    awaitValue("up{job=\"mgeo-sync-agent\",node=\"gpu-a\"}", 1);
    node.agent().kill();
    awaitAlert("MgeoSyncAllAgentsDown", Map.of("severity", "page"));
  }
}
