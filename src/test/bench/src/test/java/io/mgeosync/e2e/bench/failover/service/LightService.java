package io.mgeosync.e2e.bench.failover.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.Executors;

/**
 * Answers for one node.
 *
 * <pre>
 * POST /        {"text": …}             200 {"score": …, "version": …, "node": …, "at": µs since 1970}
 * GET  /version                         200 {"bundle": …, "version": …, "digest": "sha256:…"}
 * POST /reload                          loads the directory anew
 * POST /reload  {"from": …}             loads another one: a service that was told wrongly
 * POST /fault   {"mode": …}             see {@link LightFault}
 * </pre>
 *
 * The last two on a port of their own, so that whoever controls it needs not go where requests go.
 */
public final class LightService {
  /** The text that makes every node answer 500. */
  public static final String BAD_INPUT = "bad input";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int BACKLOG = 1024;

  private final String node;
  private final Path current;
  private final LightSwitch fault = new LightSwitch();
  private volatile LightModel model;

  private record Reply(int status, Object body) {}

  private interface Answer {
    Reply to(JsonNode request) throws IOException, InterruptedException;
  }

  private LightService(String node, Path current) throws IOException {
    this.node = node;
    this.current = current;
    this.model = LightModel.load(current);
  }

  /** {@code NODE DIRECTORY HOST PORT CONTROL-PORT}: serves until it is ended. */
  public static void main(String[] args) throws IOException {
    var service = new LightService(args[0], Path.of(args[1]));
    HttpServer control = listen(new InetSocketAddress(Integer.parseInt(args[4])));
    route(control, "/fault", service::setFault);
    route(control, "/reload", service::reload);
    HttpServer served = listen(new InetSocketAddress(args[2], Integer.parseInt(args[3])));
    route(served, "/", service::predict);
    route(served, "/version", request -> service.version());
    route(served, "/reload", service::reload);
    control.start();
    served.start();
  }

  private static HttpServer listen(InetSocketAddress address) throws IOException {
    HttpServer server = HttpServer.create(address, BACKLOG);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    return server;
  }

  private static void route(HttpServer server, String path, Answer answer) {
    server.createContext(path, exchange -> handle(exchange, answer));
  }

  private Reply predict(JsonNode request) throws InterruptedException {
    long at = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    LightFault now = fault.delay();
    String text = request.path("text").asText();
    if (now.error() || text.equals(BAD_INPUT)) {
      return new Reply(now.error() ? now.status() : 500, Map.of("error", "cannot"));
    }
    LightModel loaded = model;
    double right = loaded.weights().score(text);
    double score = now == LightFault.SLOW_GARBAGE ? 1 - right : right;
    return new Reply(
        200, Map.of("score", score, "version", loaded.version(), "node", node, "at", at));
  }

  private Reply version() throws InterruptedException {
    LightFault now = fault.get() == LightFault.CPU_FALLBACK ? LightFault.NONE : fault.delay();
    LightModel loaded = model;
    return new Reply(
        now.status(),
        Map.of("bundle", loaded.bundle(), "version", loaded.version(), "digest", loaded.digest()));
  }

  private Reply reload(JsonNode request) throws IOException {
    model = LightModel.load(request.has("from") ? Path.of(request.path("from").asText()) : current);
    return new Reply(200, Map.of("version", model.version()));
  }

  private Reply setFault(JsonNode request) {
    fault.set(LightFault.named(request.path("mode").asText()));
    return new Reply(200, Map.of("mode", fault.get().wireName()));
  }

  private static void handle(HttpExchange exchange, Answer answer) throws IOException {
    try (exchange) {
      Reply reply = answer.to(JSON.readTree(exchange.getRequestBody()));
      byte[] bytes = JSON.writeValueAsString(reply.body()).getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(reply.status(), bytes.length);
      exchange.getResponseBody().write(bytes);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
