package io.mgeosync.director.http;

import io.mgeosync.base.Durations;
import io.mgeosync.base.NodeName;
import io.mgeosync.director.route.RouteKeeper;
import io.mgeosync.http.Answer;
import io.mgeosync.http.Endpoint;
import io.mgeosync.http.Endpoints;
import io.mgeosync.http.MetricsEndpoint;
import io.mgeosync.http.Query;
import io.mgeosync.http.Request;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a director answers, and the commands that an operator on its machine gives it. */
final class DirectorEndpoints {
  private static final Pattern NODE = Pattern.compile("/nodes/([^/]{1,64})/(drain|refuse|release)");
  private static final Duration DRAIN = Duration.ofMinutes(30);
  private static final Duration REFUSE = Duration.ofSeconds(60);

  private final RouteKeeper keeper;

  private DirectorEndpoints(RouteKeeper keeper) {
    this.keeper = keeper;
  }

  static Endpoints of(RouteKeeper keeper, PrometheusRegistry registry, Path socket) {
    var director = new DirectorEndpoints(keeper);
    return new Endpoints("director", socket)
        .reads("/livez", request -> director.live())
        .reads("/readyz", request -> director.ready())
        .reads("/status", request -> director.status())
        .reads("/metrics", new MetricsEndpoint(registry))
        .commands("/switchover", accepts(director::switchOver))
        .commandsBelow("/nodes/", director::changeNode);
  }

  private Answer live() {
    return keeper.isLooping()
        ? Answer.json(200, "{\"live\":true}")
        : Answer.json(503, "{\"live\":false,\"reasons\":[\"the loop stands\"]}");
  }

  private Answer ready() {
    return keeper.snapshot().route().active().isEmpty()
        ? Answer.json(503, "{\"ready\":false,\"reasons\":[\"no node may have any request\"]}")
        : Answer.json(200, "{\"ready\":true,\"reasons\":[]}");
  }

  private Answer status() {
    return Answer.json(200, RouteStatusJson.of(keeper.snapshot(), keeper.followed()));
  }

  private void switchOver(Query query) {
    keeper.switchover(new NodeName(String.valueOf(query.value("to"))));
  }

  private Answer changeNode(Request request) {
    Matcher node = NODE.matcher(request.path());
    if (!node.matches()) {
      return Answer.text(404, "nothing here; try /nodes/NODE/drain, /refuse or /release");
    }
    var name = new NodeName(node.group(1));
    return accepts(query -> overrideNode(name, node.group(2), query)).answer(request);
  }

  private void overrideNode(NodeName node, String verb, Query query) {
    switch (verb) {
      case "drain" -> during(query, DRAIN, keeper::drainNode, node);
      case "refuse" -> during(query, REFUSE, keeper::refuseNode, node);
      default -> keeper.releaseNode(node);
    }
  }

  private static void during(
      Query query, Duration otherwise, BiConsumer<NodeName, Duration> change, NodeName node) {
    String time = query.value("for");
    change.accept(node, time == null ? otherwise : Durations.parse(time));
  }

  private static Endpoint accepts(Consumer<Query> command) {
    return request -> {
      Query query = request.query();
      return Endpoint.begins(() -> command.accept(query)).answer(request);
    };
  }
}
