package io.mgeosync.director.http;

import io.mgeosync.director.route.Route;
import io.mgeosync.http.SocketListenException;
import io.mgeosync.http.SocketListener;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Answers nginx's {@code auth_request} on a Unix-domain socket: any GET is answered from memory
 * with where that request goes. It stands apart from {@link DirectorHttpServer}, so that nothing
 * which is asked there can make a request wait here. Threads are named {@code route-N}.
 */
public final class RouteSocketServer implements AutoCloseable {
  private final SocketListener listener;

  /**
   * Listens from now on, for the socket's owner and group.
   *
   * @param group which group may connect, too; null for the director's own group
   * @param route the route at present; must return at once
   * @throws SocketListenException when the place is not free
   */
  public RouteSocketServer(Path socket, @Nullable String group, Supplier<Route> route) {
    this.listener = SocketListener.answering(socket, group, "route", new RouteAnswers(route));
  }

  @Override
  public void close() {
    listener.close();
  }
}
