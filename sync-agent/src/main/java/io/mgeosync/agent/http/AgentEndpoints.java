package io.mgeosync.agent.http;

import io.mgeosync.base.NodeRole;
import io.mgeosync.http.ActionEndpoint;
import io.mgeosync.http.Answer;
import io.mgeosync.http.BadQueryException;
import io.mgeosync.http.MetricsEndpoint;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From a path and a method to an answer; whatever goes wrong is one line of text. */
final class AgentEndpoints extends Handler.Abstract {
  private static final Logger LOG = LoggerFactory.getLogger(AgentEndpoints.class);

  private static final List<String> READ = List.of("GET", "HEAD");
  private static final List<String> ASK = List.of("POST");

  /** Makes the answer to one request, without any I/O but for a drain's. */
  private record Endpoint(List<String> methods, Function<Request, Answer> maker) {}

  private final Map<String, Endpoint> endpoints;

  AgentEndpoints(NodeStatus node, MetricsEndpoint metrics, NodeActions actions) {
    var status = new StatusEndpoints(node);
    var verdict = new VerdictEndpoints(node);
    var drain = new DrainEndpoint(actions.drains());
    this.endpoints =
        Map.ofEntries(
            reads("/gate", verdict::gate),
            reads("/readyz", verdict::ready),
            reads("/ready", verdict::ready),
            reads("/primary", request -> verdict.inRole(request, NodeRole.PRIMARY)),
            reads("/backup", request -> verdict.inRole(request, NodeRole.BACKUP)),
            reads("/consul", verdict::consul),
            reads("/livez", request -> status.live()),
            reads("/status", request -> status.status()),
            reads("/turn", request -> status.turn()),
            reads("/metrics", request -> metrics.metrics(accept(request))),
            asks("/sync", new ActionEndpoint(actions.sync())),
            asks("/scrub", new ActionEndpoint(actions.scrub())),
            asks("/probe", new ActionEndpoint(actions.probe())),
            asks("/unpoison", new ActionEndpoint(actions.unpoison())),
            asks("/drain", new ActionEndpoint(drain::drain)),
            asks("/undrain", new ActionEndpoint(request -> drain.undrain())));
  }

  private static Map.Entry<String, Endpoint> reads(String path, Function<Request, Answer> maker) {
    return Map.entry(path, new Endpoint(READ, maker));
  }

  private static Map.Entry<String, Endpoint> asks(String path, ActionEndpoint action) {
    return Map.entry(path, new Endpoint(ASK, action::ask));
  }

  private static @Nullable String accept(Request request) {
    return request.getHeaders().get(HttpHeader.ACCEPT);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    Endpoint endpoint = endpoints.get(Request.getPathInContext(request));
    if (endpoint == null) {
      Answer.text(404, "nothing here; try /livez, /readyz, /status or /metrics")
          .send(response, callback);
    } else if (!endpoint.methods().contains(request.getMethod())) {
      String methods = String.join(", ", endpoint.methods());
      response.getHeaders().put(HttpHeader.ALLOW, methods);
      Answer.text(405, "only " + methods + " here").send(response, callback);
    } else {
      answer(endpoint, request).send(response, callback);
    }
    return true;
  }

  private static Answer answer(Endpoint endpoint, Request request) {
    try {
      return endpoint.maker().apply(request);
    } catch (BadQueryException e) {
      return Answer.refused(400, e);
    } catch (RuntimeException e) {
      LOG.error("{} cannot be answered", Request.getPathInContext(request), e);
      return Answer.text(500, "the agent failed to answer; its log says why");
    }
  }
}
