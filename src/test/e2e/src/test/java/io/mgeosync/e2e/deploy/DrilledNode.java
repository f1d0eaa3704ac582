package io.mgeosync.e2e.deploy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.mgeosync.e2e.harness.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A node with a service and an agent, both of which are in order until a file says otherwise. */
final class DrilledNode implements AutoCloseable {
  private final String name;
  private final Path stopped;
  private final int port;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;
  private volatile double score = 0.9731;

  /**
   * In order.
   *
   * @param scratch holds the file
   */
  DrilledNode(String name, Path scratch) throws IOException {
    this.name = name;
    this.stopped = scratch.resolve(name + ".stopped");
    this.port = Ports.free();
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.setExecutor(threads);
    server.createContext("/readyz", exchange -> answer(exchange, verdict()));
    server.createContext("/", exchange -> answer(exchange, "{\"output\":%s}".formatted(score)));
    server.start();
  }

  private String verdict() {
    return """
        {"ready":%1$s,"reasons":["as the test wants it"],"bundles":[{"bundle":"mgeo-base",
         "ready":%1$s,"version":"v1.2.0","served":true,"smoke":true}]}
        """
        .formatted(!Files.exists(stopped));
  }

  private void answer(HttpExchange exchange, String body) throws IOException {
    exchange.getRequestBody().readAllBytes();
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(Files.exists(stopped) ? 503 : 200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  /** From now on its answers are wrong, and its agent has not seen it. */
  void answerWrong() {
    score = 0.5;
  }

  /** While this file exists its service and its agent answer 503. */
  Path stopped() {
    return stopped;
  }

  String address() {
    return "127.0.0.1:" + port;
  }

  /** Its entry in {@code director.yaml}. */
  String entry(String role) {
    return "  - {name: %s, agent: \"http://%s\", service: \"%s\", role: %s}%n"
        .formatted(name, address(), address(), role);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }
}
