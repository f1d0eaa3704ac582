package io.mgeosync.cli;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** A load balancer that follows a director, and the services behind it. */
final class FakeService implements AutoCloseable {
  static final String RIGHT = "{\"output\":{\"exact_match\":0.9731,\"not_match\":0.0269}}";

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;
  private volatile boolean names = true;
  private volatile String fixed = "";

  /**
   * Listens on a port of its own.
   *
   * @param answers what the node with this name answers; empty for HTTP 502
   */
  FakeService(FakeDirector director, Function<String, Optional<String>> answers)
      throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          String node = fixed.isEmpty() ? director.first() : fixed;
          Optional<String> answer = answers.apply(node);
          if (names) {
            exchange.getResponseHeaders().set("X-Mgeo-Node", node);
          }
          byte[] bytes = answer.orElse("bad gateway").getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(answer.isPresent() ? 200 : 502, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
  }

  /** From now on it is a node's own service, asked past every load balancer. */
  FakeService beside(String node) {
    names = false;
    fixed = node;
    return this;
  }

  /** From now on it is a load balancer that follows no director. */
  FakeService stuckAt(String node) {
    fixed = node;
    return this;
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/predict";
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }
}
