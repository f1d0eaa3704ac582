package io.mgeosync.director.http;

import io.mgeosync.base.CommandSocket;
import io.mgeosync.base.HostPort;
import io.mgeosync.director.route.RouteKeeper;
import io.mgeosync.http.HttpApi;
import io.mgeosync.http.HttpListenException;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/**
 * The director's face: {@code /livez}, {@code /readyz}, {@code /status}, {@code /metrics}, and
 * {@code POST} for an operator on its Unix socket.
 */
public final class DirectorHttpServer implements AutoCloseable {
  private final HttpApi server;

  /**
   * Listens from now on.
   *
   * @param listen for reading alone
   * @param socket for programs of this machine
   * @throws HttpListenException when the address cannot be listened on
   */
  public DirectorHttpServer(
      HostPort listen, CommandSocket socket, RouteKeeper keeper, PrometheusRegistry registry) {
    this.server =
        new HttpApi(listen, socket, DirectorEndpoints.of(keeper, registry, socket.path()));
  }

  /** The port that it listens on, also when the configuration left the choice open. */
  public int port() {
    return server.port();
  }

  @Override
  public void close() {
    server.close();
  }
}
