package io.mgeosync.http;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.function.Function;
import org.eclipse.jetty.server.Request;

/** Has the agent do something soon; only for somebody who is already on this machine. */
public final class ActionEndpoint {
  private static final List<String> PROXIED =
      List.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Via");

  private final Function<Request, Answer> action;

  public ActionEndpoint(Function<Request, Answer> action) {
    this.action = action;
  }

  /** Something that is only begun here. */
  public ActionEndpoint(Runnable action) {
    this(
        request -> {
          action.run();
          return Answer.json(202, "{\"accepted\":true}");
        });
  }

  public Answer ask(Request request) {
    if (!isLocal(request)) {
      return Answer.text(403, "this can only be asked for on this machine itself");
    }
    return action.apply(request);
  }

  /** A proxy on this machine connects from loopback, too, but speaks for others; most say so. */
  public static boolean isLocal(Request request) {
    return request.getConnectionMetaData().getRemoteSocketAddress()
            instanceof InetSocketAddress from
        && from.getAddress() != null
        && from.getAddress().isLoopbackAddress()
        && PROXIED.stream().noneMatch(request.getHeaders()::contains);
  }
}
