package io.mgeosync.director.route;

import io.mgeosync.base.NodeName;
import java.time.Instant;
import java.util.List;

/**
 * All that the director knows at one moment, for its readers.
 *
 * @param since when requests began to go this way
 * @param primary the node that is preferred; of several, the first
 * @param nodes in the order of the configuration
 * @param warnings one line each
 */
public record RouteSnapshot(
    Route route, Instant since, NodeName primary, List<NodeView> nodes, List<String> warnings) {
  public RouteSnapshot {
    nodes = List.copyOf(nodes);
    warnings = List.copyOf(warnings);
  }

  /** Ready nodes that wait. */
  public long spareReady() {
    return nodes.stream()
        .filter(node -> node.ready() && route.spares().contains(node.name()))
        .count();
  }
}
