package io.mgeosync.agent;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mgeosync.base.SteadyClock;
import io.mgeosync.config.AgentConfig;
import io.mgeosync.disk.DirectoryLock;
import io.mgeosync.disk.NodeLayout;
import io.mgeosync.fetch.FetchListener;
import io.mgeosync.gate.Gate;
import io.mgeosync.reconcile.BundleSettings;
import io.mgeosync.reconcile.BundleWatch;
import io.mgeosync.reconcile.NodeBundle;
import io.mgeosync.reconcile.WorkLimits;
import io.mgeosync.store.StoreReader;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Clock;

/** Every check of a node once, without the agent. */
public final class ProbeOnce {
  private final AgentConfig config;
  private final Clock clock;

  private ProbeOnce(AgentConfig config, Clock clock) {
    this.config = config;
    this.clock = new SteadyClock(clock);
  }

  /**
   * Looks once with every probe of every bundle, and verifies what is active; nothing is fetched or
   * switched.
   *
   * @return one JSON object as of the agent's {@code /status}
   * @throws io.mgeosync.disk.DirectoryBusyException while the agent, or a sync, works there
   */
  public static String run(AgentConfig config, Clock clock) {
    return StatusJson.write(new ProbeOnce(config, clock).node());
  }

  private ObjectNode node() {
    ObjectNode node = StatusJson.node(config.node());
    ArrayNode bundles = node.putArray("bundles");
    try (StoreReader store = NodeStore.open(config, new PrometheusRegistry(), clock)) {
      AgentTools tools = AgentTools.of(config, new PrometheusRegistry(), clock);
      config.bundles().forEach(bundle -> bundles.add(bundle(bundle, store, tools)));
    }
    return node;
  }

  private ObjectNode bundle(BundleSettings settings, StoreReader store, AgentTools tools) {
    var layout = new NodeLayout(config.state(), settings.name());
    try (var _ = DirectoryLock.acquire(layout);
        var channel = ChannelSources.open(config, store, layout)) {
      var node =
          new NodeBundle(
              settings,
              layout,
              NodeStore.sources(config, store, channel, FetchListener.none()),
              config.channel(),
              Reloads.of(settings.reload()),
              clock,
              WorkLimits.hurried(config.space()));
      node.resume();
      // Asked for the channel that it reads; there is no hurry here.
      var _ = node.urgent();
      return look(node, ServiceProbes.of(settings, tools, node::state), settings);
    }
  }

  private ObjectNode look(NodeBundle node, ServiceProbes probes, BundleSettings settings) {
    var gate = new Gate(settings.name(), probes.required(), clock, edge -> {});
    BundleWatch watch =
        node.watch(
            gate, node.releaseWatch(Runnable::run, () -> {}), probes.watched(), probes.freshFor());
    watch.look();
    return StatusJson.bundle(gate.snapshot(), node.state(), watch.seen(), clock.instant());
  }
}
