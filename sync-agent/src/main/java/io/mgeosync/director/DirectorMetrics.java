package io.mgeosync.director;

import io.mgeosync.base.NodeName;
import io.mgeosync.director.route.ActuatorStatus;
import io.mgeosync.director.route.NodeState;
import io.mgeosync.director.route.NodeView;
import io.mgeosync.director.route.Route;
import io.mgeosync.director.route.RouteKeeper;
import io.mgeosync.director.route.RouteListener;
import io.mgeosync.director.route.RouteSnapshot;
import io.mgeosync.director.route.TrafficShare;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/** What Prometheus sees of a director: counted as it happens, or read from the last snapshot. */
final class DirectorMetrics implements RouteListener {
  private static final double NANOS = 1e9;

  private final PrometheusRegistry registry;
  private final Counter switches;
  private final Histogram switchSeconds;
  private final Histogram pollSeconds;

  DirectorMetrics(PrometheusRegistry registry) {
    this.registry = registry;
    this.switches =
        Counter.builder()
            .name("mgeo_sync_director_switches_total")
            .help("How often new requests were sent elsewhere, and why")
            .labelNames("from", "to", "reason")
            .register(registry);
    this.switchSeconds =
        Histogram.builder()
            .name("mgeo_sync_director_switch_seconds")
            .help("From the verdict that caused a switch until new requests follow it")
            .classicUpperBounds(0.0001, 0.0005, 0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5)
            .labelNames("actuator")
            .register(registry);
    this.pollSeconds =
        Histogram.builder()
            .name("mgeo_sync_director_poll_seconds")
            .help("How long a poll of this node took, answered or not")
            .classicUpperBounds(0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1)
            .labelNames("node")
            .register(registry);
  }

  @Override
  public void polled(NodeName node, Duration took) {
    pollSeconds.labelValues(node.value()).observe(took.toNanos() / NANOS);
  }

  @Override
  public void switched(Route from, Route to, String reason) {
    switches.labelValues(from.to(), to.to(), reason).inc();
  }

  @Override
  public void followed(String actuator, Duration took) {
    switchSeconds.labelValues(actuator).observe(took.toNanos() / NANOS);
  }

  /** Reads the present state at each scrape. */
  void read(RouteKeeper keeper) {
    gauge(
        "mgeo_sync_director_node_state",
        "1 for the state that this node is in",
        keeper::snapshot,
        DirectorMetrics::states,
        "node",
        "state");
    gauge(
        "mgeo_sync_director_route_share",
        "This node's part of the new requests, 0 to 1",
        keeper::snapshot,
        DirectorMetrics::shares,
        "node");
    gauge(
        "mgeo_sync_director_standby_ready",
        "How many nodes are ready and have no requests at present",
        keeper::snapshot,
        (snapshot, value) -> value.call((double) snapshot.spareReady()));
    gauge(
        "mgeo_sync_director_node_info",
        "1 for what this node tells of itself",
        keeper::snapshot,
        DirectorMetrics::told,
        "node",
        "version",
        "gpu");
    gauge(
        "mgeo_sync_director_actuator_up",
        "1 while this load balancer follows the route",
        keeper::followed,
        (followed, value) -> {
          for (ActuatorStatus one : followed) {
            value.call(one.ok() ? 1 : 0, one.name());
          }
        },
        "actuator");
  }

  private <T> void gauge(
      String name,
      String help,
      Supplier<T> source,
      BiConsumer<T, GaugeWithCallback.Callback> values,
      String... labels) {
    GaugeWithCallback.builder()
        .name(name)
        .help(help)
        .labelNames(labels)
        .callback(callback -> values.accept(source.get(), callback))
        .register(registry);
  }

  private static void states(RouteSnapshot snapshot, GaugeWithCallback.Callback value) {
    for (NodeView node : snapshot.nodes()) {
      for (NodeState state : NodeState.values()) {
        value.call(node.state() == state ? 1 : 0, node.name().value(), state.toString());
      }
    }
  }

  private static void shares(RouteSnapshot snapshot, GaugeWithCallback.Callback value) {
    Route route = snapshot.route();
    double sum = route.active().stream().mapToInt(TrafficShare::weight).sum();
    for (NodeView node : snapshot.nodes()) {
      double weight =
          route.active().stream()
              .filter(share -> share.node().equals(node.name()))
              .mapToInt(TrafficShare::weight)
              .sum();
      value.call(sum == 0 ? 0 : weight / sum, node.name().value());
    }
  }

  private static void told(RouteSnapshot snapshot, GaugeWithCallback.Callback value) {
    for (NodeView node : snapshot.nodes()) {
      value.call(
          1,
          node.name().value(),
          Objects.requireNonNullElse(node.told().version(), ""),
          Objects.requireNonNullElse(node.told().gpu(), ""));
    }
  }
}
