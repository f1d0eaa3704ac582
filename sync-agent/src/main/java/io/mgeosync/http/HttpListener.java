package io.mgeosync.http;

import io.mgeosync.base.HostPort;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ThreadLimitHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One small HTTP server on one address. Threads are named {@code http-N}. */
public final class HttpListener implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(HttpListener.class);
  private static final int MAX_THREADS = 8;
  private static final int THREADS_OF_ONE = 3;
  private static final int ACCEPT_QUEUE = 4096;
  private static final int IPV6_NETWORK_BYTES = 8;
  private static final int IDLE_MILLIS = 10_000;
  private static final int STOP_MILLIS = 1_000;

  /** The longest URL and headers that any probe or scraper has reason to send, in bytes. */
  private static final int MAX_HEADER = 8 * 1024;

  private final Server server = new Server(threads());
  private final ServerConnector connector;

  /**
   * Listens from now on. What is asked there is read; commands are refused.
   *
   * @throws HttpListenException when the address cannot be listened on
   */
  public HttpListener(HostPort settings, Endpoints endpoints) {
    this.connector = connector(server, settings);
    new ConnectionGuard(HttpListener::network).guard(connector);
    server.addConnector(connector);
    server.setStopTimeout(STOP_MILLIS);
    server.setErrorHandler(
        (request, response, callback) -> {
          int code = response.getStatus();
          Answer.text(code, HttpStatus.getMessage(code)).sendTo(response, callback);
          return true;
        });
    server.setHandler(limited(endpoints.readable()));
    start(settings);
  }

  /** A client that sends one request after the other without an end leaves threads for others. */
  private static Handler limited(Handler handler) {
    var limited = new ThreadLimitHandler();
    limited.setHandler(handler);
    limited.setThreadLimit(THREADS_OF_ONE);
    return limited;
  }

  private static QueuedThreadPool threads() {
    var threads = new QueuedThreadPool(MAX_THREADS, 2, IDLE_MILLIS);
    threads.setName("http");
    threads.setDaemon(true);
    threads.setReservedThreads(0);
    return threads;
  }

  /** One selector and no acceptor thread: probes come by the dozen, not by the thousand. */
  private static ServerConnector connector(Server server, HostPort settings) {
    var http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setSendDateHeader(true);
    http.setRequestHeaderSize(MAX_HEADER);
    http.setMaxUnconsumedRequestContentReads(1);
    var connector = new ServerConnector(server, 0, 1, new HttpConnectionFactory(http));
    connector.setHost(settings.host());
    connector.setPort(settings.port());
    connector.setIdleTimeout(IDLE_MILLIS);
    connector.setAcceptQueueSize(ACCEPT_QUEUE);
    return connector;
  }

  /** An address; of IPv6 the network, of which one machine has as many addresses as it likes. */
  private static Object network(EndPoint client) {
    if (!(client.getRemoteSocketAddress() instanceof InetSocketAddress from)
        || from.getAddress() == null) {
      return "";
    }
    byte[] address = from.getAddress().getAddress();
    return ByteBuffer.wrap(address, 0, Math.min(address.length, IPV6_NETWORK_BYTES));
  }

  private void start(HostPort settings) {
    try {
      server.start();
    } catch (Exception e) {
      close();
      throw HttpListenException.of(settings, e);
    }
  }

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
