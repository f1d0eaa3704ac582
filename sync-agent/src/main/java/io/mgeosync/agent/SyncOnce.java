package io.mgeosync.agent;

import io.mgeosync.config.AgentConfig;
import io.mgeosync.disk.DirectoryLock;
import io.mgeosync.disk.NodeLayout;
import io.mgeosync.fetch.FetchListener;
import io.mgeosync.reconcile.BundleSettings;
import io.mgeosync.reconcile.CycleReport;
import io.mgeosync.reconcile.NodeBundle;
import io.mgeosync.reconcile.WorkLimits;
import io.mgeosync.store.StoreReader;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;

/** One cycle or repair of one bundle without the agent: no gate, no probes, the same lock. */
public final class SyncOnce {
  private SyncOnce() {}

  /**
   * How it ended.
   *
   * @param alarms what should be done about the channel before anything comes of it, one line each
   */
  public record Done(CycleReport report, List<String> alarms) {
    public Done {
      alarms = List.copyOf(alarms);
    }
  }

  /**
   * Runs one cycle.
   *
   * @throws io.mgeosync.disk.DirectoryBusyException while the agent, or another sync, works there
   */
  public static Done run(
      AgentConfig config, BundleSettings bundle, FetchListener listener, Clock clock) {
    return with(
        config,
        bundle,
        listener,
        clock,
        node -> {
          node.resume();
          return node.runCycle();
        });
  }

  /**
   * Verifies the active release byte by byte, and runs a cycle only when it is damaged.
   *
   * @throws io.mgeosync.disk.DirectoryBusyException while the agent, or a sync, works there
   * @throws io.mgeosync.manifest.Refusal when nothing is active, or it cannot be verified now
   */
  public static Done repair(
      AgentConfig config, BundleSettings bundle, FetchListener listener, Clock clock) {
    return with(config, bundle, listener, clock, NodeBundle::repair);
  }

  private static Done with(
      AgentConfig config,
      BundleSettings bundle,
      FetchListener listener,
      Clock clock,
      Function<NodeBundle, CycleReport> work) {
    var layout = new NodeLayout(config.state(), bundle.name());
    try (var _ = DirectoryLock.acquire(layout);
        StoreReader store = NodeStore.open(config, new PrometheusRegistry(), clock);
        var channel = ChannelSources.open(config, store, layout)) {
      var node =
          new NodeBundle(
                  bundle,
                  layout,
                  NodeStore.sources(config, store, channel, listener),
                  config.channel(),
                  Reloads.of(bundle.reload()),
                  clock,
                  WorkLimits.hurried(config.space()))
              .requiring(Requirement.check(bundle, Requirement.environment(config)));
      return new Done(work.apply(node), node.alarms());
    }
  }
}
