package io.mgeosync.director.route;

import io.mgeosync.base.NodeName;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where new requests go from now on.
 *
 * @param sequence one more at each change; a later one replaces every earlier one
 * @param active who shares the new requests; empty when no node may have any
 * @param spares who is tried when a request fails on its first node, best first
 * @param why what changed, one line for the operator
 */
public record Route(long sequence, List<TrafficShare> active, List<NodeName> spares, String why) {
  public Route {
    active = List.copyOf(active);
    spares = List.copyOf(spares);
    Set<NodeName> seen = new HashSet<>();
    Stream.concat(active.stream().map(TrafficShare::node), spares.stream())
        .filter(node -> !seen.add(node))
        .findFirst()
        .ifPresent(
            twice -> {
              throw new IllegalArgumentException(twice + " stands twice in one route");
            });
    if (active.isEmpty() && !spares.isEmpty()) {
      throw new IllegalArgumentException("a spare without an active node would be active");
    }
  }

  /** Whether requests go to the same nodes in the same shares, for any reason. */
  public boolean sameWay(Route other) {
    return active.equals(other.active) && spares.equals(other.spares);
  }

  /** Who shares the requests, for people: names only. */
  public String to() {
    return active.isEmpty()
        ? "nobody"
        : active.stream().map(share -> share.node().value()).collect(Collectors.joining(","));
  }

  /** Every node that a request may reach, those that share first. */
  public List<NodeName> nodes() {
    return Stream.concat(active.stream().map(TrafficShare::node), spares.stream()).toList();
  }
}
