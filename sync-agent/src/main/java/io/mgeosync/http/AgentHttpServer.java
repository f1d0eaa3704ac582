package io.mgeosync.http;

import io.mgeosync.config.HttpSettings;
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
 * The agent's face: the verdict in the words of everybody who asks over HTTP, {@code /livez},
 * {@code /status}, {@code /metrics}, and {@code POST} to what {@link NodeActions} names. It only
 * reads the last snapshot, so it answers however badly everything else goes. Threads are named
 * {@code http-N}.
 */
public final class AgentHttpServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AgentHttpServer.class);
  private static final int MAX_THREADS = 8;
  private static final int MAX_CONNECTIONS = 512;
  private static final int IDLE_MILLIS = 10_000;
  private static final int STOP_MILLIS = 1_000;

  /** The longest URL and headers that any probe or scraper has reason to send, in bytes. */
  private static final int MAX_HEADER = 8 * 1024;

  private final Server server;
  private final ServerConnector connector;

  /**
   * Listens from now on.
   *
   * @param status the last snapshots
   * @param actions what somebody on this machine may ask for
   * @throws HttpListenException when the address cannot be listened on
   */
  public AgentHttpServer(
      HttpSettings settings, NodeStatus status, PrometheusRegistry registry, NodeActions actions) {
    this.server = new Server(threads());
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
    server.setHandler(new Endpoints(status, new MetricsEndpoint(registry), actions));
    start(settings);
  }

  private static QueuedThreadPool threads() {
    var threads = new QueuedThreadPool(MAX_THREADS, 2, IDLE_MILLIS);
    threads.setName("http");
    threads.setDaemon(true);
    threads.setReservedThreads(0);
    return threads;
  }

  /** One selector and no acceptor thread: probes come by the dozen, not by the thousand. */
  private static ServerConnector connector(Server server, HttpSettings settings) {
    var http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setSendDateHeader(true);
    http.setRequestHeaderSize(MAX_HEADER);
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
      stop();
      throw HttpListenException.of(settings, e);
    }
  }

  /** The port that it listens on, also when the configuration left the choice open. */
  public int port() {
    return connector.getLocalPort();
  }

  @Override
  public void close() {
    stop();
  }

  private void stop() {
    try {
      server.stop();
    } catch (Exception e) {
      LOG.warn("the HTTP server did not stop cleanly: {}", e.toString());
    }
  }
}
