package io.mgeosync.director.route;

import io.mgeosync.base.NodeName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Where requests go, out of how the nodes are: a pure function, so that two directors which see the
 * same decide the same without knowing of each other.
 */
final class Decision {
  private static final int ALL = 100;

  private Decision() {}

  /**
   * The ready primaries share the requests; without any, the ready backups do; without those, who
   * is best in the order of {@link NodeState}. A refused or waiting node has none, not even as a
   * spare, nor has one that was one of these and is proving itself while a better one is there.
   *
   * @param nodes in the order of the configuration, which decides among equals
   * @param maxEjected percent of the primaries that may be left out for being unknown
   * @param standing who is active now: the last of all to be unknown goes on
   */
  static RoutePlan way(List<Candidate> nodes, int maxEjected, Set<NodeName> standing) {
    List<Candidate> able =
        nodes.stream()
            .filter(node -> node.state().routable())
            .sorted(Comparator.comparing(Candidate::state).thenComparing(node -> !node.primary()))
            .toList();
    List<Candidate> active = active(able, maxEjected, standing);
    return new RoutePlan(
        active.stream().map(Candidate::share).toList(),
        able.stream()
            .filter(node -> !active.contains(node) && maySpare(node, able.getFirst()))
            .map(Candidate::node)
            .toList());
  }

  /**
   * A request that is tried again is traffic, too, and comes back after the proof to a node that
   * something was said against. One that was only not seen was a spare all the time.
   */
  private static boolean maySpare(Candidate node, Candidate best) {
    return !node.is(NodeState.PROVING)
        || !node.doubted()
        || best.state().compareTo(NodeState.PROVING) >= 0;
  }

  /** The best one, and all that are its equals. */
  private static List<Candidate> active(
      List<Candidate> able, int maxEjected, Set<NodeName> standing) {
    if (able.isEmpty()) {
      return List.of();
    }
    Candidate best = able.getFirst();
    if (best.is(NodeState.UNKNOWN) && able.stream().anyMatch(n -> standing.contains(n.node()))) {
      return able.stream().filter(node -> standing.contains(node.node())).toList();
    }
    List<Candidate> equals =
        able.stream()
            .filter(node -> node.is(best.state()) && node.primary() == best.primary())
            .toList();
    return best.is(NodeState.READY) && best.primary() ? filledUp(equals, able, maxEjected) : equals;
  }

  /**
   * When more of the sharing primaries are unknown than may be left out, it is rather the director
   * that does not see well: ready backups help, and after them those unknown for the shortest time
   * keep their share, so that the few that are seen do not break under the load of all.
   */
  private static List<Candidate> filledUp(
      List<Candidate> ready, List<Candidate> able, int maxEjected) {
    List<Candidate> unknown =
        able.stream()
            .filter(node -> node.primary() && node.is(NodeState.UNKNOWN))
            .sorted(Comparator.comparing(Candidate::since).reversed())
            .toList();
    int mayBeOut = (ready.size() + unknown.size()) * maxEjected / ALL;
    Stream<Candidate> backups =
        able.stream().filter(node -> !node.primary() && node.is(NodeState.READY));
    List<Candidate> filled = new ArrayList<>(ready);
    Stream.concat(backups, unknown.stream())
        .limit(Math.max(0, unknown.size() - mayBeOut))
        .forEach(filled::add);
    return filled;
  }
}
