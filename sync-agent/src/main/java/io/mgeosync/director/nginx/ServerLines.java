package io.mgeosync.director.nginx;

import io.mgeosync.base.NodeName;
import io.mgeosync.base.ServiceAddress;
import io.mgeosync.director.route.Route;
import io.mgeosync.director.route.TrafficShare;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The lines of an {@code upstream { }} block. Every node has one, also a node that may have no
 * request: nginx refuses an upstream without servers.
 *
 * @param services where each node's service is
 * @see <a href="https://nginx.org/en/docs/http/ngx_http_upstream_module.html#server">server</a>
 */
record ServerLines(Map<NodeName, ServiceAddress> services) {
  private static final String HEAD = "# Written by the director of mgeo-sync, which replaces it.\n";

  ServerLines {
    services = new TreeMap<>(services);
  }

  /** The same route always makes the same text, with any sequence and reason. */
  String of(Route route) {
    return services.entrySet().stream()
        .map(node -> line(node.getKey(), node.getValue(), route))
        .collect(Collectors.joining("\n", HEAD, "\n"));
  }

  private static String line(NodeName node, ServiceAddress service, Route route) {
    return "server %s %s; # %s".formatted(service, parameters(node, route), node);
  }

  private static String parameters(NodeName node, Route route) {
    Optional<TrafficShare> share =
        route.active().stream().filter(s -> s.node().equals(node)).findFirst();
    if (share.isPresent()) {
      return "max_fails=0 weight=" + share.get().weight();
    }
    return route.spares().contains(node) ? "max_fails=0 backup" : "down";
  }
}
