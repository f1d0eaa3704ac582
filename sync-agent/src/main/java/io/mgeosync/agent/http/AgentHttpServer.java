package io.mgeosync.agent.http;

import io.mgeosync.base.CommandSocket;
import io.mgeosync.base.HostPort;
import io.mgeosync.http.HttpApi;
import io.mgeosync.http.HttpListenException;
import io.mgeosync.http.MetricsEndpoint;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/**
 * The agent's HTTP API: the verdict in the format of each reader, {@code /livez}, {@code /status},
 * {@code /metrics}, and {@code POST} to what {@link NodeActions} names. It only reads the last
 * snapshot, so it answers however badly everything else goes. Threads are named {@code http-N}.
 */
public final class AgentHttpServer implements AutoCloseable {
  private final HttpApi server;

  /**
   * Listens from now on.
   *
   * @param listen for reading alone
   * @param socket for programs of this machine
   * @param status the last snapshots
   * @param actions what an operator may ask for
   * @throws HttpListenException when the address cannot be listened on
   */
  public AgentHttpServer(
      HostPort listen,
      CommandSocket socket,
      NodeStatus status,
      PrometheusRegistry registry,
      NodeActions actions) {
    this.server =
        new HttpApi(
            listen,
            socket,
            AgentEndpoints.of(status, new MetricsEndpoint(registry), actions, socket.path()));
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
