package io.mgeosync.director.http;

import io.mgeosync.director.route.Route;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.unixdomain.server.UnixDomainServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers nginx's {@code auth_request} on a Unix-domain socket: any GET is answered from memory
 * with where that request goes. It stands apart from {@link DirectorHttpServer}, so that nothing
 * which is asked there can make a request wait here. Threads are named {@code route-N}.
 */
public final class RouteSocketServer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(RouteSocketServer.class);
  private static final int MAX_THREADS = 4;

  /** Longer than nginx keeps a connection that it does not use (60 s). */
  private static final int IDLE_MILLIS = 75_000;

  private static final int STOP_MILLIS = 500;

  private final Server server;
  private final SocketFile file;

  /**
   * Listens from now on, for the socket's owner and group.
   *
   * @param group who else may connect; null for the director's own group
   * @param route the route at present; must return at once
   * @throws RouteSocketException when the place is not free
   */
  public RouteSocketServer(Path socket, @Nullable String group, Supplier<Route> route) {
    var threads = new QueuedThreadPool(MAX_THREADS, 2);
    threads.setName("route");
    threads.setDaemon(true);
    threads.setReservedThreads(0);
    this.server = new Server(threads);
    this.file = new SocketFile(socket);
    server.addConnector(connector(server, socket));
    server.setStopTimeout(STOP_MILLIS);
    server.setHandler(new RouteHandler(route));
    file.makeRoom();
    start(socket, group);
  }

  private static UnixDomainServerConnector connector(Server server, Path socket) {
    var http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setSendDateHeader(false);
    var connector = new UnixDomainServerConnector(server, 0, 1, new HttpConnectionFactory(http));
    connector.setUnixDomainPath(socket);
    connector.setIdleTimeout(IDLE_MILLIS);
    return connector;
  }

  private void start(Path socket, @Nullable String group) {
    try {
      server.start();
      file.share(group);
    } catch (RouteSocketException e) {
      close();
      throw e;
    } catch (Exception e) {
      close();
      throw RouteSocketException.of(socket, e);
    }
  }

  @Override
  public void close() {
    try {
      server.stop();
      file.remove();
    } catch (Exception e) {
      log.warn("the route's socket did not close cleanly: {}", e.toString());
    }
  }
}
