package io.mgeosync.agent;

import io.mgeosync.channel.ChannelSource;
import io.mgeosync.config.AgentConfig;
import io.mgeosync.disk.BandwidthLimiter;
import io.mgeosync.disk.Throttle;
import io.mgeosync.fetch.FetchListener;
import io.mgeosync.fetch.FetchOptions;
import io.mgeosync.fetch.LimitedReader;
import io.mgeosync.reconcile.NodeBundle;
import io.mgeosync.store.StoreReader;
import io.mgeosync.store.StoreSettings;
import io.mgeosync.store.open.Stores;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Random;

/**
 * The store as this node reads it: the mirrors of its configuration before the origin, and one
 * bandwidth limit for all that comes from any of them.
 */
final class NodeStore {
  private NodeStore() {}

  static StoreReader open(AgentConfig config, PrometheusRegistry registry, Clock clock) {
    return open(config, registry, clock, Throttle.FREE);
  }

  /**
   * Mirrors rest for other times on other nodes, and for the same on this one at each start.
   *
   * @param pace to keep to besides the limit
   */
  static StoreReader open(
      AgentConfig config, PrometheusRegistry registry, Clock clock, Throttle pace) {
    StoreSettings store = config.store();
    var random = new Random(config.node().hashCode());
    var limiter = new BandwidthLimiter(store.bandwidth(), ZoneId.systemDefault(), clock);
    return new LimitedReader(
        Stores.openReader(store, store.mirrors(), registry, clock, random), limiter.and(pace));
  }

  /** Where a bundle comes from, fetched as hard as the configuration allows. */
  static NodeBundle.Sources sources(
      AgentConfig config, StoreReader store, ChannelSource channel, FetchListener listener) {
    return new NodeBundle.Sources(
        store, channel, listener, FetchOptions.of(config.store().connections()));
  }
}
