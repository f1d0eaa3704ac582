package io.mgeosync.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.mgeosync.base.HostPort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntFunction;

/** An agent that says what a test wants, and remembers what it was asked to do. */
final class FakeAgent implements AutoCloseable {
  final List<String> posted = new CopyOnWriteArrayList<>();
  private final HttpServer server;
  private final int status;
  private final IntFunction<String> body;
  private volatile int postStatus = 202;
  private volatile String postBody = "{\"accepted\":true}";
  private final List<String> asked = new CopyOnWriteArrayList<>();

  /**
   * Listens on a port of its own.
   *
   * @param body of the n-th answer to a GET, counted from zero
   */
  FakeAgent(int status, IntFunction<String> body) throws IOException {
    this.status = status;
    this.body = body;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  private void answer(HttpExchange exchange) throws IOException {
    if (exchange.getRequestMethod().equals("POST")) {
      posted.add(exchange.getRequestURI().toString());
      say(exchange, postStatus, postBody);
    } else {
      String said = body.apply(asked.size());
      asked.add(exchange.getRequestURI().toString());
      say(exchange, status, said);
    }
    exchange.close();
  }

  private static void say(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  /** What it answers to every request to do something. */
  FakeAgent toPosts(int newStatus, String newBody) {
    this.postStatus = newStatus;
    this.postBody = newBody;
    return this;
  }

  /** Every path and query of a GET, in order. */
  List<String> asked() {
    return asked;
  }

  HostPort address() {
    return new HostPort("127.0.0.1", server.getAddress().getPort());
  }

  /** Where no agent listens. */
  static HostPort nowhere() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return new HostPort("127.0.0.1", socket.getLocalPort());
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
