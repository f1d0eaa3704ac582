package io.mgeosync.store.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** An HTTP server on the loopback address that answers as a test says. */
final class TestServer implements AutoCloseable {
  private final HttpServer server;
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final Set<InetSocketAddress> connections = ConcurrentHashMap.newKeySet();

  private TestServer(HttpServer server, HttpHandler handler) {
    this.server = server;
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", exchange -> serve(exchange, handler));
    server.start();
  }

  static TestServer start(HttpHandler handler) throws IOException {
    return new TestServer(HttpServer.create(loopback(), 0), handler);
  }

  static TestServer startTls(SSLContext tls, HttpHandler handler) throws IOException {
    HttpsServer server = HttpsServer.create(loopback(), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(tls));
    return new TestServer(server, handler);
  }

  private static InetSocketAddress loopback() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  private void serve(HttpExchange exchange, HttpHandler handler) throws IOException {
    requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
    connections.add(exchange.getRemoteAddress());
    try (exchange) {
      handler.handle(exchange);
    }
  }

  /** A body to a HEAD is described and not sent. */
  static void answer(HttpExchange exchange, int status, Map<String, String> headers, byte[] body)
      throws IOException {
    headers.forEach(exchange.getResponseHeaders()::set);
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.getResponseHeaders().set("Content-Length", Integer.toString(body.length));
      exchange.sendResponseHeaders(status, -1);
      return;
    }
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  List<String> requests() {
    return requests;
  }

  int connections() {
    return connections.size();
  }

  URI url(String scheme) {
    return URI.create(scheme + "://127.0.0.1:" + server.getAddress().getPort());
  }

  HttpStore open() {
    return open(Duration.ofSeconds(20));
  }

  HttpStore open(Duration timeout) {
    return HttpStore.open(new HttpStoreSettings(url("http").resolve("/models/"), null, timeout));
  }

  HttpStore openTls(@Nullable Path caFile) {
    return HttpStore.open(new HttpStoreSettings(url("https"), caFile, Duration.ofSeconds(20)));
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
