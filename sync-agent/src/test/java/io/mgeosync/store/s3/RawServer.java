package io.mgeosync.store.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** A server that answers as a test says: for the answers that no proper S3 server gives. */
final class RawServer implements AutoCloseable {
  private final HttpServer server;
  private final List<String> requests = new CopyOnWriteArrayList<>();

  RawServer(HttpHandler handler) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/",
        exchange -> {
          requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
          try (exchange) {
            handler.handle(exchange);
          }
        });
    server.start();
  }

  static void answer(HttpExchange exchange, int status, Map<String, String> headers, byte[] body)
      throws IOException {
    exchange.getRequestBody().readAllBytes();
    exchange.getResponseHeaders().set("Last-Modified", "Thu, 01 Jan 2026 00:00:00 GMT");
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.getResponseHeaders().set("Content-Length", "10");
    }
    headers.forEach(exchange.getResponseHeaders()::set);
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  static void error(HttpExchange exchange, int status, String code) throws IOException {
    String xml =
        "<?xml version=\"1.0\"?><Error><Code>%s</Code><Message>secret detail</Message></Error>"
            .formatted(code);
    boolean head = exchange.getRequestMethod().equals("HEAD");
    answer(
        exchange,
        status,
        Map.of("Content-Type", "application/xml", "x-amz-bucket-region", "eu-north-7"),
        head ? new byte[0] : xml.getBytes(UTF_8));
  }

  List<String> requests() {
    return requests;
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  S3Store open() {
    return open(Duration.ofSeconds(20));
  }

  S3Store open(Duration timeout) {
    return open(URI.create(address()), timeout);
  }

  static S3Store open(URI endpoint, Duration timeout) {
    return S3Store.open(
        S3Server.bucket(endpoint, "s3://models/p", null), timeout, S3Server.credentials());
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
