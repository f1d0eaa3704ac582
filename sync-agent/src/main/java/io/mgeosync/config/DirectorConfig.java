package io.mgeosync.config;

import io.mgeosync.base.HostPort;
import io.mgeosync.base.NodeName;
import io.mgeosync.base.NodeRole;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The whole configuration of one director, valid.
 *
 * @param listen where its own HTTP server listens
 * @param state absolute; what it must remember over a restart
 * @param nodes at least one, names all different, at least one of them a primary
 * @param maxEjected percent of the primaries that may be left out for being merely unknown
 * @param nginx null when nginx does not follow
 * @param haproxy null when HAProxy does not follow
 * @param source says where each key was written
 */
public record DirectorConfig(
    HostPort listen,
    Path state,
    PollSettings poll,
    List<RoutedNode> nodes,
    RequireSettings require,
    int maxEjected,
    @Nullable NginxSettings nginx,
    @Nullable HaproxySettings haproxy,
    ConfigSource source) {
  public DirectorConfig {
    nodes = List.copyOf(nodes);
    requireDistinct(nodes, source);
    requirePrimary(nodes, source);
    if (nginx != null && nginx.include() != null) {
      requireServices(nodes, source);
    }
  }

  private static void requireDistinct(List<RoutedNode> nodes, ConfigSource source) {
    Set<NodeName> names = new HashSet<>();
    for (RoutedNode node : nodes) {
      if (!names.add(node.name())) {
        throw source.refuse(
            "nodes", node.name() + " stands here twice", "give each node its own name");
      }
    }
  }

  private static void requirePrimary(List<RoutedNode> nodes, ConfigSource source) {
    if (nodes.stream().noneMatch(node -> node.role() == NodeRole.PRIMARY)) {
      throw source.refuse(
          "nodes", "no node is a primary", "write role: primary at one, or at all that share");
    }
  }

  private static void requireServices(List<RoutedNode> nodes, ConfigSource source) {
    for (int i = 0; i < nodes.size(); i++) {
      if (nodes.get(i).service() == null) {
        throw source.refuse(
            Keys.item("nodes", i),
            "nginx.include needs the address of each service",
            "add e.g. service: \"10.0.0.1:5000\"");
      }
    }
  }
}
