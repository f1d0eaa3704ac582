package io.mgeosync.config;

import io.mgeosync.base.CommandSocket;
import io.mgeosync.base.HostPort;
import io.mgeosync.base.InvalidValueException;
import io.mgeosync.base.NodeName;
import io.mgeosync.base.NodeRole;
import io.mgeosync.settings.Between;
import io.mgeosync.settings.Default;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The whole configuration of one director, valid.
 *
 * @param listen where its own HTTP server listens, for reading alone
 * @param socket Unix socket on which programs of this machine read and operators give commands;
 *     null for {@code director.sock} in the state directory
 * @param operators users of this machine who may give commands, beside root and the director's own
 * @param state absolute; what it must remember over a restart
 * @param nodes at least one, names all different, at least one of them a primary
 * @param maxEjected percent of the primaries that may be left out for being merely unknown
 * @param nginx null when nginx does not follow
 * @param haproxy null when HAProxy does not follow
 */
public record DirectorConfig(
    @Default("127.0.0.1:9641") HostPort listen,
    @Nullable Path socket,
    @Default({}) List<String> operators,
    @Default("/var/lib/mgeo-sync/director") Path state,
    PollSettings poll,
    List<RoutedNode> nodes,
    RequireSettings require,
    @Default("50") @Between(least = 0, most = 100) int maxEjected,
    @Nullable NginxSettings nginx,
    @Nullable HaproxySettings haproxy) {
  public DirectorConfig {
    operators = List.copyOf(operators);
    nodes = List.copyOf(nodes);
    requireDistinct(nodes);
    requirePrimary(nodes);
    if (nginx != null && nginx.include() != null) {
      requireServices(nodes);
    }
  }

  /** Where this director takes commands. */
  public CommandSocket commandSocket() {
    return CommandSocket.of(socket, state.resolve("director.sock"), operators);
  }

  private static void requireDistinct(List<RoutedNode> nodes) {
    Set<NodeName> names = new HashSet<>();
    for (RoutedNode node : nodes) {
      if (!names.add(node.name())) {
        throw InvalidValueException.at(
            "nodes", node.name() + " stands here twice", "give each node its own name");
      }
    }
  }

  private static void requirePrimary(List<RoutedNode> nodes) {
    if (nodes.stream().noneMatch(node -> node.role() == NodeRole.PRIMARY)) {
      throw InvalidValueException.at(
          "nodes", "no node is a primary", "write role: primary at one, or at all that share");
    }
  }

  private static void requireServices(List<RoutedNode> nodes) {
    for (int i = 0; i < nodes.size(); i++) {
      if (nodes.get(i).service() == null) {
        throw InvalidValueException.at(
            "nodes[%d]".formatted(i),
            "nginx.include needs the address of each service",
            "add e.g. service: \"10.0.0.1:5000\"");
      }
    }
  }
}
