package io.mgeosync.director.http;

import io.mgeosync.base.Durations;
import io.mgeosync.base.NodeName;
import io.mgeosync.director.route.RouteKeeper;
import io.mgeosync.director.route.RouteSnapshot;
import io.mgeosync.http.ActionEndpoint;
import io.mgeosync.http.Answer;
import io.mgeosync.http.MetricsEndpoint;
import io.mgeosync.manifest.Refusal;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a director answers, and what it can be asked for by somebody on its machine. */
final class DirectorEndpoints extends Handler.Abstract {
  private static final Logger log = LoggerFactory.getLogger(DirectorEndpoints.class);
  private static final Pattern NODE = Pattern.compile("/nodes/([^/]{1,64})/(drain|refuse|release)");
  private static final Duration DRAIN = Duration.ofMinutes(30);
  private static final Duration REFUSE = Duration.ofSeconds(60);

  private final RouteKeeper keeper;
  private final MetricsEndpoint metrics;

  DirectorEndpoints(RouteKeeper keeper, PrometheusRegistry registry) {
    this.keeper = keeper;
    this.metrics = new MetricsEndpoint(registry);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    answer(request).send(response, callback);
    return true;
  }

  private Answer answer(Request request) {
    try {
      return switch (request.getMethod()) {
        case "GET", "HEAD" -> read(request);
        case "POST" -> ask(request);
        default -> Answer.text(405, "only GET, HEAD and POST here");
      };
    } catch (Refusal refusal) {
      return Answer.text(status(refusal), refusal.reason() + "; " + refusal.remedy());
    } catch (RuntimeException e) {
      log.error("{} cannot be answered", Request.getPathInContext(request), e);
      return Answer.text(500, "the director failed to answer; its log says why");
    }
  }

  private static int status(Refusal refusal) {
    return switch (refusal.kind()) {
      case MISSING -> 404;
      case CONFIGURATION -> 400;
      case BUSY -> 409;
      case MISMATCH, UNAVAILABLE, DENIED, NO_SPACE -> 500;
    };
  }

  private Answer read(Request request) {
    RouteSnapshot snapshot = keeper.snapshot();
    return switch (Request.getPathInContext(request)) {
      case "/livez" ->
          keeper.isLooping()
              ? Answer.json(200, "{\"live\":true}")
              : Answer.json(503, "{\"live\":false,\"reasons\":[\"the loop stands\"]}");
      case "/readyz" -> ready(!snapshot.route().active().isEmpty());
      case "/status" -> Answer.json(200, RouteStatusJson.of(snapshot, keeper.followed()));
      case "/metrics" -> metrics.metrics(request.getHeaders().get(HttpHeader.ACCEPT));
      default -> Answer.text(404, "nothing here; try /livez, /readyz, /status or /metrics");
    };
  }

  private static Answer ready(boolean ready) {
    return ready
        ? Answer.json(200, "{\"ready\":true,\"reasons\":[]}")
        : Answer.json(503, "{\"ready\":false,\"reasons\":[\"no node may have any request\"]}");
  }

  private Answer ask(Request request) {
    if (!ActionEndpoint.isLocal(request)) {
      return Answer.text(403, "this can only be asked for on this machine itself");
    }
    String path = Request.getPathInContext(request);
    Fields query = Request.extractQueryParameters(request);
    Matcher node = NODE.matcher(path);
    if (path.equals("/switchover")) {
      keeper.switchover(new NodeName(String.valueOf(query.getValue("to"))));
    } else if (node.matches()) {
      change(new NodeName(node.group(1)), node.group(2), query);
    } else {
      return Answer.text(404, "nothing here; try /switchover?to=NODE or /nodes/NODE/drain");
    }
    return Answer.json(202, "{\"accepted\":true}");
  }

  private void change(NodeName node, String wish, Fields query) {
    switch (wish) {
      case "drain" -> during(query, DRAIN, keeper::drain, node);
      case "refuse" -> during(query, REFUSE, keeper::refuse, node);
      default -> keeper.release(node);
    }
  }

  private static void during(
      Fields query, Duration otherwise, BiConsumer<NodeName, Duration> wish, NodeName node) {
    String time = query.getValue("for");
    wish.accept(node, time == null ? otherwise : Durations.parse(time));
  }
}
