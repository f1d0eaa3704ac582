package io.mgeosync.config;

import io.mgeosync.base.HostPort;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The whole configuration of one agent, valid.
 *
 * @param node this node's name, as it appears in status and decides its splay
 * @param state absolute; everything that the agent keeps on disk is below it
 * @param peers the addresses of the agents of nodes that serve beside this one, to compare with
 * @param rollout how this node and its peers move to another release, one after another
 * @param bundles at least one, names all different
 * @param neighbour how its heavy work gives way to the service next door
 * @param space how full the disk may be
 * @param failover how it tells others its verdict
 * @param kubernetes what this node tells its cluster; null outside Kubernetes
 * @param source says where each key was written, for errors that only a later step can find
 */
public record AgentConfig(
    String node,
    Path state,
    StoreSettings store,
    ChannelSettings channel,
    HostPort http,
    EnvironmentSettings environment,
    List<URI> peers,
    RolloutSettings rollout,
    List<BundleSettings> bundles,
    NeighbourSettings neighbour,
    SpaceSettings space,
    FailoverSettings failover,
    @Nullable KubernetesSettings kubernetes,
    ConfigSource source) {
  public AgentConfig {
    peers = List.copyOf(peers);
    bundles = List.copyOf(bundles);
  }

  /** With the defaults for what concerns the rest of the machine. */
  public AgentConfig(
      String node,
      Path state,
      StoreSettings store,
      ChannelSettings channel,
      HostPort http,
      EnvironmentSettings environment,
      List<URI> peers,
      List<BundleSettings> bundles,
      ConfigSource source) {
    this(
        node,
        state,
        store,
        channel,
        http,
        environment,
        peers,
        RolloutSettings.DEFAULT,
        bundles,
        NeighbourSettings.DEFAULT,
        SpaceSettings.DEFAULT,
        FailoverSettings.DEFAULT,
        null,
        source);
  }
}
