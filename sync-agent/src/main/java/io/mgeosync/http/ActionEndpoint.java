package io.mgeosync.http;

import java.net.InetSocketAddress;
import java.util.List;
import org.eclipse.jetty.server.Request;

/** Has the agent do something soon; only for somebody who is already on this machine. */
final class ActionEndpoint {
  private static final List<String> PROXIED = List.of("Forwarded", "X-Forwarded-For", "Via");

  private final Runnable action;

  ActionEndpoint(Runnable action) {
    this.action = action;
  }

  Answer ask(Request request) {
    if (!isLocal(request)) {
      return Answer.text(403, "this can only be asked for on this machine itself");
    }
    action.run();
    return Answer.json(202, "{\"accepted\":true}");
  }

  /** A proxy on this machine connects from loopback, too, but speaks for others. */
  static boolean isLocal(Request request) {
    return request.getConnectionMetaData().getRemoteSocketAddress()
            instanceof InetSocketAddress from
        && from.getAddress() != null
        && from.getAddress().isLoopbackAddress()
        && PROXIED.stream().noneMatch(request.getHeaders()::contains);
  }
}
