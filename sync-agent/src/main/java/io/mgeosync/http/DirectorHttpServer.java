package io.mgeosync.http;

import io.mgeosync.config.HttpSettings;
import io.mgeosync.failover.route.RouteKeeper;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The director's face: {@code /livez}, {@code /readyz}, {@code /status}, {@code /metrics}, and
 * {@code POST} for an operator on its machine. Threads are named {@code http-N}.
 */
public final class DirectorHttpServer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(DirectorHttpServer.class);
  private static final int MAX_THREADS = 8;
  private static final int MAX_CONNECTIONS = 256;
  private static final int IDLE_MILLIS = 10_000;
  private static final int STOP_MILLIS = 500;

  private final Server server;
  private final ServerConnector connector;

  /**
   * Listens from now on.
   *
   * @throws HttpListenException when the address cannot be listened on
   */
  public DirectorHttpServer(
      HttpSettings settings, RouteKeeper keeper, PrometheusRegistry registry) {
    var threads = new QueuedThreadPool(MAX_THREADS, 2, IDLE_MILLIS);
    threads.setName("http");
    threads.setDaemon(true);
    threads.setReservedThreads(0);
    this.server = new Server(threads);
    this.connector = connector(server, settings);
    server.addConnector(connector);
    server.addBean(new NetworkConnectionLimit(MAX_CONNECTIONS, server));
    server.setStopTimeout(STOP_MILLIS);
    server.setErrorHandler(
        (request, response, callback) -> {
          int code = response.getStatus();
          Answer.text(code, HttpStatus.getMessage(code)).send(response, callback);
          return true;
        });
    server.setHandler(new DirectorEndpoints(keeper, registry));
    start(settings);
  }

  private static ServerConnector connector(Server server, HttpSettings settings) {
    var http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setMaxUnconsumedRequestContentReads(1);
    var connector = new ServerConnector(server, 0, 1, new HttpConnectionFactory(http));
    connector.setHost(settings.host());
    connector.setPort(settings.port());
    connector.setIdleTimeout(IDLE_MILLIS);
    return connector;
  }

  private void start(HttpSettings settings) {
    try {
      server.start();
    } catch (Exception e) {
      close();
      throw HttpListenException.of(settings, e);
    }
  }

  /** The port that it listens on, also when the configuration left the choice open. */
  public int port() {
    return connector.getLocalPort();
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      log.warn("the HTTP server did not stop cleanly: {}", e.toString());
    }
  }
}
