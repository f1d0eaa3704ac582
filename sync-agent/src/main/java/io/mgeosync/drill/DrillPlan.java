package io.mgeosync.drill;

import io.mgeosync.base.NodeName;
import io.mgeosync.director.client.DirectorState;
import java.util.List;

/**
 * Which node a drill would take out, and which ones should take over.
 *
 * @param standbys at least one, all ready, best first
 * @param before what the director said of everything
 */
public record DrillPlan(NodeName node, List<NodeName> standbys, DirectorState before) {
  public DrillPlan {
    standbys = List.copyOf(standbys);
    if (standbys.isEmpty() || standbys.contains(node)) {
      throw new IllegalArgumentException("another node must be ready to take over");
    }
  }
}
