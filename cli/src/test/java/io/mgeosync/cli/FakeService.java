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
          Optional<String> answer = answers.apply(director.first());
          byte[] bytes = answer.orElse("bad gateway").getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(answer.isPresent() ? 200 : 502, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
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
