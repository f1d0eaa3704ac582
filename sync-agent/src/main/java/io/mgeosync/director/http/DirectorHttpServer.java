package io.mgeosync.director.http;

import io.mgeosync.base.HostPort;
import io.mgeosync.director.route.RouteKeeper;
import io.mgeosync.http.HttpListenException;
import io.mgeosync.http.HttpListener;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/**
 * The director's face: {@code /livez}, {@code /readyz}, {@code /status}, {@code /metrics}, and
 * {@code POST} for an operator on its machine.
 */
public final class DirectorHttpServer implements AutoCloseable {
  private final HttpListener listener;

  /**
   * Listens from now on.
   *
   * @throws HttpListenException when the address cannot be listened on
   */
  public DirectorHttpServer(HostPort settings, RouteKeeper keeper, PrometheusRegistry registry) {
    this.listener = new HttpListener(settings, DirectorEndpoints.of(keeper, registry));
  }

  /** The port that it listens on, also when the configuration left the choice open. */
  public int port() {
    return listener.port();
  }

  @Override
  public void close() {
    listener.close();
  }
}
