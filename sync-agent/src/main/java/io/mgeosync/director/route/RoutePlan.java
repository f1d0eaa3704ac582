package io.mgeosync.director.route;

import io.mgeosync.base.NodeName;
import java.util.List;

/**
 * Where requests may go, before it is a route with a number and a reason.
 *
 * @param active who shares them
 * @param spares best first
 */
record RoutePlan(List<TrafficShare> active, List<NodeName> spares) {
  RoutePlan {
    active = List.copyOf(active);
    spares = List.copyOf(spares);
  }

  boolean isNowhere() {
    return active.isEmpty();
  }

  Route route(long sequence, String why) {
    return new Route(sequence, active, spares, why);
  }
}
