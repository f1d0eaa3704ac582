package io.mgeosync.agent.http;

import io.mgeosync.base.HostPort;
import io.mgeosync.http.HttpListenException;
import io.mgeosync.http.HttpListener;
import io.mgeosync.http.MetricsEndpoint;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/**
 * The agent's HTTP API: the verdict in the format of each reader, {@code /livez}, {@code /status},
 * {@code /metrics}, and {@code POST} to what {@link NodeActions} names. It only reads the last
 * snapshot, so it answers however badly everything else goes. Threads are named {@code http-N}.
 */
public final class AgentHttpServer implements AutoCloseable {
  private final HttpListener listener;

  /**
   * Listens from now on.
   *
   * @param status the last snapshots
   * @param actions what a client on this machine may ask for
   * @throws HttpListenException when the address cannot be listened on
   */
  public AgentHttpServer(
      HostPort settings, NodeStatus status, PrometheusRegistry registry, NodeActions actions) {
    this.listener =
        new HttpListener(
            settings, AgentEndpoints.of(status, new MetricsEndpoint(registry), actions));
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
