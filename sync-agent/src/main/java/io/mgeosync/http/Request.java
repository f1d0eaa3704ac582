package io.mgeosync.http;

import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One request, as an endpoint sees it: its method, path, query and sender. Bodies are not read. */
public final class Request {
  private static final List<String> PROXIED =
      List.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Via");

  private final org.eclipse.jetty.server.Request request;

  Request(org.eclipse.jetty.server.Request request) {
    this.request = request;
  }

  public String method() {
    return request.getMethod();
  }

  /** Without the query, decoded. */
  public String path() {
    return org.eclipse.jetty.server.Request.getPathInContext(request);
  }

  /** Null when the request has no such header. */
  public @Nullable String header(String name) {
    return request.getHeaders().get(name);
  }

  /**
   * What follows the question mark. The most frequent requests have none, and cost nothing.
   *
   * @throws BadQueryException when it is not encoded as it must be
   */
  public Query query() {
    return request.getHttpURI().getQuery() == null ? Query.NONE : Query.of(request);
  }

  /**
   * Whether a program of this machine sent it. A proxy on this machine connects from loopback, too,
   * but passes on requests of others; most proxies say so in a header.
   */
  public boolean isLocal() {
    return request.getConnectionMetaData().getRemoteSocketAddress()
            instanceof InetSocketAddress from
        && from.getAddress() != null
        && from.getAddress().isLoopbackAddress()
        && PROXIED.stream().noneMatch(request.getHeaders()::contains);
  }
}
