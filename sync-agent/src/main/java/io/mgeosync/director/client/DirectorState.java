package io.mgeosync.director.client;

import io.mgeosync.base.NodeName;
import io.mgeosync.director.route.Route;
import io.mgeosync.director.route.TrafficShare;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * All that a director says of itself at one moment.
 *
 * @param primary who should have the traffic when everything is well; the first of several
 * @param warnings for the operator, one line each
 */
public record DirectorState(
    Route route,
    Optional<NodeName> primary,
    List<ReportedNode> nodes,
    List<ActuatorState> actuators,
    List<String> warnings) {
  public DirectorState {
    nodes = List.copyOf(nodes);
    actuators = List.copyOf(actuators);
    warnings = List.copyOf(warnings);
  }

  public Optional<ReportedNode> node(NodeName name) {
    return nodes.stream().filter(node -> node.name().equals(name)).findFirst();
  }

  /** The node that gets new requests before all others; empty when none may have any. */
  public Optional<NodeName> first() {
    return route.active().stream().map(TrafficShare::node).findFirst();
  }

  /** Whether a share of the new requests goes there. */
  public boolean active(NodeName name) {
    return route.active().stream().anyMatch(share -> share.node().equals(name));
  }

  /** Whether every load balancer follows the route as it is now. */
  public boolean applied() {
    return actuators.stream().allMatch(actuator -> actuator.follows(route.sequence()));
  }

  /** Load balancers that do not follow, with their reasons; empty when all do. */
  public String behind() {
    return actuators.stream()
        .filter(actuator -> !actuator.follows(route.sequence()))
        .map(actuator -> actuator.name() + " does not follow: " + actuator.message())
        .collect(Collectors.joining("; "));
  }

  /** The route in words, e.g. {@code gpu-a, spare gpu-b}. */
  public String way() {
    String shares =
        route.active().stream()
            .map(
                share ->
                    route.active().size() == 1
                        ? share.node().value()
                        : share.node() + " (" + share.weight() + ")")
            .collect(Collectors.joining(", "));
    String spares = route.spares().stream().map(NodeName::value).collect(Collectors.joining(", "));
    return (shares.isEmpty() ? "nobody" : shares) + (spares.isEmpty() ? "" : ", spare " + spares);
  }
}
