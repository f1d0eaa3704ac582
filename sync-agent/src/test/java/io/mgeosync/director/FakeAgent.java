package io.mgeosync.director;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A node's agent on a real socket, which says what the test wants, or nothing. */
final class FakeAgent implements AutoCloseable {
  static final String READY =
      """
      {"ready":true,"reasons":[],"gpu":"A100","bundles":[{"bundle":"mgeo-base","ready":true,
      "version":"v1","served":true,"smoke":true,"smokeSeconds":0.012}]}
      """;
  static final String REFUSED =
      """
      {"ready":false,"reasons":["mgeo-base: Served is false"],"bundles":[{"bundle":"mgeo-base","ready":false}]}
      """;

  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch ended = new CountDownLatch(1);
  private final InetSocketAddress address;
  private HttpServer server;
  private volatile String answer = READY;
  private volatile boolean hung;

  FakeAgent() throws IOException {
    server = listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    address = server.getAddress();
  }

  private HttpServer listen(InetSocketAddress where) throws IOException {
    HttpServer made = HttpServer.create(where, 50);
    made.setExecutor(executor);
    made.createContext("/readyz", this::answer);
    made.start();
    return made;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (hung) {
        ended.await();
      }
      byte[] body = answer.getBytes(UTF_8);
      exchange.sendResponseHeaders(answer.contains("\"ready\":true,\"r") ? 200 : 503, body.length);
      exchange.getResponseBody().write(body);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  int port() {
    return address.getPort();
  }

  void say(String body) {
    answer = body;
    hung = false;
  }

  void hang() {
    hung = true;
  }

  void kill() {
    server.stop(0);
  }

  void restart() throws IOException {
    server = listen(address);
  }

  @Override
  public void close() {
    ended.countDown();
    server.stop(0);
    executor.shutdownNow();
  }
}
