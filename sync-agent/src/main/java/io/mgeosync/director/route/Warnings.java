package io.mgeosync.director.route;

import io.mgeosync.base.NodeName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What an operator should know before the traffic of one node meets another. */
final class Warnings {
  private Warnings() {}

  /** Of each other node compared with the primary, one line each. */
  static List<String> of(List<NodeView> nodes, NodeName primary) {
    NodeView first =
        nodes.stream().filter(node -> node.name().equals(primary)).findFirst().orElseThrow();
    List<String> warnings = new ArrayList<>();
    for (NodeView node : nodes) {
      gpu(first, node).ifPresent(warnings::add);
      version(first, node).ifPresent(warnings::add);
    }
    return warnings;
  }

  private static Optional<String> gpu(NodeView first, NodeView node) {
    String here = first.told().gpu();
    String there = node.told().gpu();
    return here == null || there == null || here.equals(there)
        ? Optional.empty()
        : Optional.of(
            "%s has another GPU (%s) than %s (%s)%s"
                .formatted(node.name(), there, first.name(), here, slowdown(first, node)));
  }

  private static String slowdown(NodeView first, NodeView node) {
    Double here = first.told().smokeSeconds();
    Double there = node.told().smokeSeconds();
    return here == null || there == null || here <= 0
        ? ""
        : String.format(Locale.ROOT, ": its smoke takes %.1f × as long", there / here);
  }

  private static Optional<String> version(NodeView first, NodeView node) {
    String here = first.told().version();
    String there = node.told().version();
    return here == null || there == null || here.equals(there)
        ? Optional.empty()
        : Optional.of(
            "%s serves %s, %s serves %s".formatted(node.name(), there, first.name(), here));
  }
}
