package io.mgeosync.agent;

import io.mgeosync.activate.ReloadHook;
import io.mgeosync.config.AgentConfig;
import io.mgeosync.disk.DiskFailures;
import io.mgeosync.disk.DurableFiles;
import io.mgeosync.disk.NodeLayout;
import io.mgeosync.fetch.FetchListener;
import io.mgeosync.reconcile.BundleSettings;
import io.mgeosync.reconcile.CyclePlan;
import io.mgeosync.reconcile.NodeBundle;
import io.mgeosync.reconcile.WorkLimits;
import io.mgeosync.store.StoreReader;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;

/** What one cycle of one bundle would do. Changes nothing below the state directory. */
public final class PlanOnce {
  private PlanOnce() {}

  /**
   * Needs no lock, so it also answers while the agent works there.
   *
   * @throws io.mgeosync.manifest.Refusal when the channel, the store or the disk cannot be read, or
   *     what they say is not believed
   */
  public static CyclePlan run(AgentConfig config, BundleSettings bundle, Clock clock) {
    if (config.channel().git() == null) {
      return plan(config, bundle, new NodeLayout(config.state(), bundle.name()), clock);
    }
    Path scratch = scratch();
    try {
      return plan(config, bundle, new NodeLayout(scratch, bundle.name()), clock);
    } finally {
      DurableFiles.deleteTree(scratch);
    }
  }

  /** For the clone of a channel in Git: the node's own belongs to the holder of the lock. */
  private static Path scratch() {
    try {
      return Files.createTempDirectory("mgeo-sync-plan-");
    } catch (IOException e) {
      throw DiskFailures.explain(Path.of(System.getProperty("java.io.tmpdir")), e);
    }
  }

  private static CyclePlan plan(
      AgentConfig config, BundleSettings bundle, NodeLayout clones, Clock clock) {
    try (StoreReader store = NodeStore.open(config, new PrometheusRegistry(), clock);
        var channel = ChannelSources.open(config, store, clones)) {
      return new NodeBundle(
              bundle,
              new NodeLayout(config.state(), bundle.name()),
              NodeStore.sources(config, store, channel, FetchListener.none()),
              config.channel(),
              ReloadHook.NONE,
              clock,
              WorkLimits.hurried(config.space()))
          .plan();
    }
  }
}
