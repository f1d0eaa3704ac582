package io.mgeosync.drill;

import io.mgeosync.base.NodeName;
import io.mgeosync.director.client.NotReadyException;
import io.mgeosync.director.route.TrafficShare;
import io.mgeosync.manifest.Printable;
import java.net.URI;
import java.util.List;

/**
 * Which nodes answered, by the load balancer's own word: the proof that requests go by the route
 * that is drilled. A URL beside the load balancer would notice no outage at all, and pass.
 */
final class AnsweredBy {
  private static final int LONGEST = 60;
  private static final double PERCENT = 100;
  private static final double HALF = 0.5;

  private AnsweredBy() {}

  /**
   * That each answer came from a node of the director's, and that the node which is to go out has
   * answered where it has half of the requests or more.
   *
   * @throws NotReadyException when it cannot be told, or is not so
   */
  static void requireRoute(URI url, DrillPlan plan, List<ServiceClient.Answer> answers) {
    List<String> nodes = answers.stream().map(ServiceClient.Answer::node).distinct().toList();
    if (nodes.contains("")) {
      throw new NotReadyException(
          "cannot tell whether %s goes through the load balancer of %s: its answers do not say which node gave them (%s)"
              .formatted(url, plan.node(), ServiceClient.NODE_HEADER),
          "give --url the load balancer's own address, and have it name the node as the lines with"
              + " %s in deploy/nginx and deploy/haproxy/director.cfg do, then drill"
                  .formatted(ServiceClient.NODE_HEADER));
    }
    nodes.stream()
        .filter(node -> plan.before().nodes().stream().noneMatch(one -> is(node, one.name())))
        .findFirst()
        .ifPresent(
            stranger -> {
              throw elsewhere(url, Printable.line(stranger, LONGEST), "no node of this director");
            });
    if (mostly(plan) && nodes.stream().noneMatch(node -> is(node, plan.node()))) {
      throw elsewhere(
          url,
          String.join(", ", nodes),
          "although %s of the requests go to %s".formatted(percent(share(plan)), plan.node()));
    }
  }

  private static NotReadyException elsewhere(URI url, String node, String but) {
    return new NotReadyException(
        "%s does not go by this director's route: its answers come from %s, %s"
            .formatted(url, node, but),
        "give --url the load balancer that follows this director, then drill");
  }

  private static boolean is(String said, NodeName node) {
    return said.equals(node.value());
  }

  /**
   * That the answers have left the node while it was out: less than half of its share before, since
   * a second try may still go there. Only answers that ended before it was brought back count: a
   * request that was sent late may have met it well again.
   */
  static Check left(DrillPlan plan, List<Sample> samples, Timeline timeline) {
    NodeName node = plan.node();
    boolean seen =
        mostly(plan)
            || samples.stream()
                .anyMatch(sample -> sample.due() < timeline.action() && is(sample.node(), node));
    long moved = timeline.moved().orElse(timeline.restored());
    List<Sample> out =
        samples.stream()
            .filter(sample -> sample.due() >= moved && sample.end() <= timeline.restored())
            .filter(sample -> !sample.node().isEmpty())
            .toList();
    long its = out.stream().filter(sample -> is(sample.node(), node)).count();
    double before = share(plan);
    return new Check(
        "answers of %s while it was out".formatted(node),
        "less than half of the %s before".formatted(percent(before)),
        found(seen, out.size(), its),
        seen && !out.isEmpty() && its < out.size() * before / 2);
  }

  private static String found(boolean seen, int answers, long its) {
    if (!seen) {
      return "none before, either";
    }
    return answers == 0 ? "no answer says" : percent((double) its / answers);
  }

  /** Whether twenty answers without one of the node's are no chance. */
  private static boolean mostly(DrillPlan plan) {
    return share(plan) >= HALF;
  }

  /** The node's part of the requests by the route before, 0 to 1. */
  private static double share(DrillPlan plan) {
    List<TrafficShare> active = plan.before().route().active();
    double all = active.stream().mapToInt(TrafficShare::weight).sum();
    return active.stream()
            .filter(one -> one.node().equals(plan.node()))
            .mapToInt(TrafficShare::weight)
            .sum()
        / Math.max(1, all);
  }

  private static String percent(double share) {
    return Math.round(share * PERCENT) + " %";
  }
}
