package io.mgeosync.http;

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
final class Endpoints extends Handler.Abstract {
  private static final Logger LOG = LoggerFactory.getLogger(Endpoints.class);

  private static final List<String> READ = List.of("GET", "HEAD");
  private static final List<String> ASK = List.of("POST");

  /** Makes the answer to one request, without any I/O. */
  private record Endpoint(List<String> methods, Function<Request, Answer> maker) {}

  private final Map<String, Endpoint> endpoints;

  Endpoints(StatusEndpoints status, MetricsEndpoint metrics, NodeActions actions) {
    this.endpoints =
        Map.of(
            "/livez", new Endpoint(READ, request -> status.live()),
            "/readyz", new Endpoint(READ, request -> status.ready()),
            "/status", new Endpoint(READ, request -> status.status()),
            "/metrics", new Endpoint(READ, request -> metrics.metrics(accept(request))),
            "/sync", new Endpoint(ASK, new ActionEndpoint(actions.sync())::ask),
            "/scrub", new Endpoint(ASK, new ActionEndpoint(actions.scrub())::ask),
            "/probe", new Endpoint(ASK, new ActionEndpoint(actions.probe())::ask),
            "/unpoison", new Endpoint(ASK, new ActionEndpoint(actions.unpoison())::ask));
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
    } catch (RuntimeException e) {
      LOG.error("{} cannot be answered", Request.getPathInContext(request), e);
      return Answer.text(500, "the agent failed to answer; its log says why");
    }
  }
}
