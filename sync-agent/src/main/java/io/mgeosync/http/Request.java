package io.mgeosync.http;

import java.nio.file.attribute.UserPrincipal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One request, as an endpoint sees it: its method, path, query and sender. Bodies are not read. */
public final class Request {
  private static final List<String> PASSED_ON =
      List.of(
          "Forwarded",
          "X-Forwarded-For",
          "X-Forwarded-Host",
          "X-Real-IP",
          "Via",
          "Origin",
          "Referer",
          "Sec-Fetch-Site");

  /** What a client says that names no host, or the near end of a tunnel. */
  private static final List<String> LOCAL_NAMES = List.of("localhost", "127.0.0.1", "[::1]");

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

  /** As it was sent. */
  String pathAndQuery() {
    return request.getHttpURI().getPathQuery();
  }

  /** Of this machine, who has connected to a Unix socket. */
  Optional<UserPrincipal> user() {
    return Operators.userOf(request.getConnectionMetaData().getConnection().getEndPoint());
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
   * Whether a program sent it here itself. A proxy and a browser pass on what others ask for, and
   * say so.
   */
  boolean isDirect() {
    return PASSED_ON.stream().noneMatch(request.getHeaders()::contains)
        && LOCAL_NAMES.contains(org.eclipse.jetty.server.Request.getServerName(request));
  }
}
