package io.mgeosync.agent;

import io.mgeosync.config.AgentConfig;
import io.mgeosync.config.BundleSettings;
import io.mgeosync.disk.DirectoryLock;
import io.mgeosync.disk.NodeLayout;
import io.mgeosync.fetch.FetchListener;
import io.mgeosync.reconcile.CycleReport;
import io.mgeosync.reconcile.HouseRules;
import io.mgeosync.reconcile.NodeBundle;
import io.mgeosync.store.StoreReader;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.net.http.HttpClient;
import java.time.Clock;

/** One cycle of one bundle without the agent: no gate, no probes, the same lock. */
public final class SyncOnce {
  private SyncOnce() {}

  /**
   * Runs one cycle.
   *
   * @throws io.mgeosync.disk.DirectoryBusyException while the agent, or another sync, works there
   */
  public static CycleReport run(
      AgentConfig config, BundleSettings bundle, FetchListener listener, Clock clock) {
    var layout = new NodeLayout(config.state(), bundle.name());
    try (var _ = DirectoryLock.acquire(layout);
        StoreReader store = NodeStore.open(config, new PrometheusRegistry(), clock);
        var channel = ChannelSources.open(config.channel(), store, layout);
        HttpClient client = HttpClient.newHttpClient()) {
      var node =
          new NodeBundle(
              bundle,
              layout,
              new NodeBundle.Sources(store, channel, listener),
              config.channel(),
              Reloads.of(bundle.reload(), client),
              clock,
              HouseRules.hurried(config.space()));
      node.resume();
      return node.runCycle();
    }
  }
}
