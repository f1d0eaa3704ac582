package io.mgeosync.director.route;

import io.mgeosync.base.NodeName;
import io.mgeosync.config.DirectorConfig;
import io.mgeosync.config.RoutedNode;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The state of a director: takes in one event after the other and says what each changes. Confined
 * to one caller at a time, with no clock, thread or I/O of its own.
 */
final class Direction {
  private static final String SWITCHOVER = "switchover";

  private final Map<NodeName, TrackedNode> nodes = new LinkedHashMap<>();
  private final int maxEjected;
  private @Nullable NodeName chosen;
  private Route route;
  private Instant since;

  /**
   * What one event changed.
   *
   * @param nodes one line for each node that is another than before
   * @param cause why the route changed, one word of few; empty when it did not
   */
  record Change(List<String> nodes, String cause) {
    boolean ofRoute() {
      return !cause.isEmpty();
    }
  }

  /**
   * Nothing is known yet, and requests go where the configuration wants them: a director that
   * starts must not turn away what nginx would have served.
   *
   * @param chosen who a switchover made the primary before a restart
   */
  Direction(DirectorConfig config, Optional<NodeName> chosen, Instant now) {
    for (RoutedNode node : config.nodes()) {
      nodes.put(node.name(), new TrackedNode(node, config.poll(), now));
    }
    this.maxEjected = config.maxEjected();
    this.chosen = chosen.filter(nodes::containsKey).orElse(null);
    this.since = now;
    this.route = way(Set.of()).route(1, "starting: no node was asked yet");
  }

  Route route() {
    return route;
  }

  /** Who a switchover made the primary; empty when the configuration's roles hold. */
  Optional<NodeName> chosen() {
    return Optional.ofNullable(chosen);
  }

  /** Whether each node has said anything, or been silent for long enough. */
  boolean known() {
    return nodes.values().stream().allMatch(TrackedNode::known);
  }

  Change recordSighting(NodeName node, PollResult sighting, Duration took, Instant now) {
    find(node).recordSighting(sighting, took, now);
    return update("", now);
  }

  /**
   * Makes a node the primary. One that is a primary by configuration brings the configured roles
   * back.
   *
   * @throws NotNowException when it is not ready
   */
  Change switchover(NodeName to, Instant now) {
    TrackedNode node = find(to);
    node.update(now);
    if (node.state() != NodeState.READY) {
      throw NotNowException.notReady(to, node.state(), node.why());
    }
    chosen = node.configuredPrimary() ? null : to;
    return update(SWITCHOVER, now);
  }

  /**
   * Has a node be treated so for a while.
   *
   * @throws NotNowException when no other node is ready
   */
  Change setWish(NodeName name, OperatorWish wish, Instant now) {
    TrackedNode node = find(name);
    nodes.values().forEach(each -> each.update(now));
    if (nodes.values().stream().noneMatch(n -> n != node && n.state() == NodeState.READY)) {
      throw NotNowException.lastReady(name);
    }
    node.setWish(wish);
    return update("operator", now);
  }

  Change releaseNode(NodeName name, Instant now) {
    find(name).releaseWish();
    return update("operator", now);
  }

  RouteSnapshot snapshot() {
    List<NodeView> looks = nodes.values().stream().map(n -> n.viewAs(isPrimary(n))).toList();
    NodeName primary =
        nodes.values().stream().filter(this::isPrimary).findFirst().orElseThrow().name();
    return new RouteSnapshot(route, since, primary, looks, Warnings.of(looks, primary));
  }

  private TrackedNode find(NodeName name) {
    TrackedNode node = nodes.get(name);
    if (node == null) {
      String names =
          nodes.keySet().stream().map(NodeName::toString).collect(Collectors.joining(", "));
      throw NotNowException.noSuchNode(name, names);
    }
    return node;
  }

  private boolean isPrimary(TrackedNode node) {
    return chosen == null ? node.configuredPrimary() : node.name().equals(chosen);
  }

  private Change update(String asked, Instant now) {
    List<TrackedNode> changed = nodes.values().stream().filter(node -> node.update(now)).toList();
    List<String> lines = changed.stream().map(Direction::line).toList();
    RoutePlan way = way(standing());
    if (tooEarly() || way.route(0, "").sameWay(route)) {
      return new Change(lines, "");
    }
    route = way.route(route.sequence() + 1, lines.isEmpty() ? asked : lines.getFirst());
    since = now;
    return new Change(lines, changed.isEmpty() ? asked : changed.getFirst().state().toString());
  }

  /**
   * Until each node is known, only one that is no good is left: whose answer is the first one back
   * says nothing about who is better.
   */
  private boolean tooEarly() {
    Set<NodeName> standing = standing();
    return !known()
        && nodes.values().stream()
            .filter(node -> standing.contains(node.name()))
            .allMatch(node -> node.state().routable());
  }

  private Set<NodeName> standing() {
    return route.active().stream().map(TrafficShare::node).collect(Collectors.toSet());
  }

  /** A wish takes no node out that has become the last one that may serve. */
  private RoutePlan way(Set<NodeName> standing) {
    RoutePlan wished = way(node -> node.candidate(isPrimary(node)), standing);
    return wished.isNowhere()
        ? way(node -> node.withoutWishToRefuse(isPrimary(node)), standing)
        : wished;
  }

  private RoutePlan way(Function<TrackedNode, Candidate> as, Set<NodeName> standing) {
    List<Candidate> candidates = nodes.values().stream().map(as).toList();
    return Decision.way(candidates, maxEjected, standing);
  }

  private static String line(TrackedNode node) {
    return "%s is %s: %s".formatted(node.name(), node.state(), node.why());
  }
}
