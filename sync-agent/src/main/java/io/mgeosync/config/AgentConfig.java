package io.mgeosync.config;

import com.fasterxml.jackson.annotation.JacksonInject;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.mgeosync.base.CommandSocket;
import io.mgeosync.base.HostName;
import io.mgeosync.base.InvalidValueException;
import io.mgeosync.channel.ChannelSettings;
import io.mgeosync.probe.service.ServiceSettings;
import io.mgeosync.reconcile.BundleSettings;
import io.mgeosync.reconcile.SpaceSettings;
import io.mgeosync.settings.ConfigSource;
import io.mgeosync.settings.Default;
import io.mgeosync.settings.IfMissing;
import io.mgeosync.settings.TextReader;
import io.mgeosync.store.StoreSettings;
import io.mgeosync.verdict.FailoverSettings;
import io.mgeosync.verdict.kubernetes.KubernetesSettings;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The whole configuration of one agent, valid.
 *
 * @param node this node's name, as it appears in status and decides its splay; null for the host's
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
    @JsonDeserialize(using = Name.class) @Nullable String node,
    @Default(AgentConfig.STATE) Path state,
    @IfMissing("say where bundles are published, e.g. store: {url: s3://bucket/prefix}")
        StoreSettings store,
    ChannelSettings channel,
    HttpSettings http,
    EnvironmentSettings environment,
    @Default({}) List<URI> peers,
    RolloutSettings rollout,
    List<BundleSettings> bundles,
    NeighbourSettings neighbour,
    SpaceSettings space,
    FailoverSettings failover,
    @Nullable KubernetesSettings kubernetes,
    @JacksonInject ConfigSource source) {
  public static final String STATE = "/var/lib/mgeo-sync";

  public AgentConfig {
    node = Objects.requireNonNullElseGet(node, HostName::get);
    peers = List.copyOf(peers);
    bundles = List.copyOf(bundles);
    kubernetes = kubernetes == null ? null : kubernetes.of(node);
    requireDistinct(bundles);
    requireOwnServices(bundles);
  }

  private static void requireDistinct(List<BundleSettings> bundles) {
    for (int i = 0; i < bundles.size(); i++) {
      String name = bundles.get(i).name().value();
      if (bundles.subList(0, i).stream().anyMatch(other -> other.name().value().equals(name))) {
        throw InvalidValueException.at(
            "bundles[%d].name".formatted(i),
            "the bundle " + name + " stands here twice",
            "keep one of the two; one node keeps one release of a bundle active");
      }
    }
  }

  /** Two bundles that switch one service would each take the other's release for a wrong one. */
  private static void requireOwnServices(List<BundleSettings> bundles) {
    Map<URI, String> owners = new HashMap<>();
    for (int i = 0; i < bundles.size(); i++) {
      ServiceSettings service = bundles.get(i).service();
      String name = bundles.get(i).name().value();
      String other = service == null ? null : owners.putIfAbsent(service.url(), name);
      if (other != null) {
        throw InvalidValueException.at(
            "bundles[%d].service.url".formatted(i),
            "the bundles " + other + " and " + name + " have one service",
            "give each bundle a service of its own, or only one of them a service");
      }
    }
  }

  /** Where this agent takes commands. */
  public CommandSocket commandSocket() {
    return CommandSocket.of(http.socket(), state.resolve("agent.sock"), http.operators());
  }

  /** The same with another store. */
  public AgentConfig withStore(StoreSettings other) {
    return new AgentConfig(
        node,
        state,
        other,
        channel,
        http,
        environment,
        peers,
        rollout,
        bundles,
        neighbour,
        space,
        failover,
        kubernetes,
        source);
  }

  @Override
  public String node() {
    return Objects.requireNonNull(node);
  }

  static final class Name extends TextReader<String> {
    Name() {
      super(Name::parse);
    }

    private static String parse(String text) {
      if (!text.matches("[A-Za-z0-9]([A-Za-z0-9._-]{0,251}[A-Za-z0-9])?")) {
        throw new InvalidValueException(
            "not a node's name: letters, digits, dots and dashes", "write e.g. gpu-node-1");
      }
      return text;
    }
  }
}
