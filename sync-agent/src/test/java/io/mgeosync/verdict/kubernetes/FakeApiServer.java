package io.mgeosync.verdict.kubernetes;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Plays the API server over real HTTP: nodes and pods with statuses that a strategic merge patch
 * changes, and whatever trouble it is told to make.
 */
final class FakeApiServer implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** One request in the words of a role's rule, e.g. {@code patch nodes/status}. */
  record Asked(String verb, String resource, String query, String type, String body) {
    String right() {
      return verb + " " + resource;
    }

    JsonNode condition() throws IOException {
      return JSON.readTree(body).at("/status/conditions/0");
    }
  }

  private record Trouble(Predicate<String> right, int code) {}

  private final List<Asked> asked = new CopyOnWriteArrayList<>();
  private final Map<String, ObjectNode> objects = new TreeMap<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final HttpServer server;
  private volatile @Nullable Trouble trouble;

  FakeApiServer(int port) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
    objects.put("/api/v1/nodes/gpu-a", object("Node", "gpu-a"));
  }

  int port() {
    return server.getAddress().getPort();
  }

  static Config reachedAt(int port) {
    return new ConfigBuilder(Config.empty()).withMasterUrl("http://127.0.0.1:" + port).build();
  }

  private static ObjectNode object(String kind, String name) {
    ObjectNode object = JSON.createObjectNode().put("apiVersion", "v1").put("kind", kind);
    object.putObject("metadata").put("name", name).put("namespace", "mgeo").put("uid", name + "-1");
    object.putObject("status").putArray("conditions").addObject().put("type", "Ready");
    return object;
  }

  void addPod(String name, String node, String phase) {
    ObjectNode pod = object("Pod", name);
    pod.putObject("spec").put("nodeName", node);
    pod.withObject("status").put("phase", phase);
    objects.put("/api/v1/namespaces/mgeo/pods/" + name, pod);
  }

  /** From now on requests that need such a right get this code; 0: no answer for ever. */
  void refuse(String right, int code) {
    trouble = new Trouble(right::equals, code);
  }

  void refuseAll(int code) {
    trouble = new Trouble(any -> true, code);
  }

  void heal() {
    trouble = null;
  }

  List<Asked> asked() {
    return asked;
  }

  List<Asked> asked(String right) {
    return asked.stream().filter(one -> one.right().equals(right)).toList();
  }

  JsonNode node(String condition) {
    return condition("/api/v1/nodes/gpu-a", condition);
  }

  JsonNode pod(String name, String condition) {
    return condition("/api/v1/namespaces/mgeo/pods/" + name, condition);
  }

  private synchronized JsonNode condition(String path, String type) {
    for (JsonNode one : Objects.requireNonNull(objects.get(path)).at("/status/conditions")) {
      if (one.path("type").asText().equals(type)) {
        return one;
      }
    }
    return JSON.missingNode();
  }

  private void answer(HttpExchange exchange) throws IOException {
    Asked request = read(exchange);
    asked.add(request);
    Trouble now = trouble;
    if (now == null || !now.right().test(request.right())) {
      send(exchange, 200, serve(exchange.getRequestURI().getPath(), request));
    } else if (now.code() > 0) {
      send(exchange, now.code(), status(now.code()));
    } else {
      awaitEnd();
    }
  }

  private void awaitEnd() {
    try {
      closed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Asked read(HttpExchange exchange) throws IOException {
    String[] path =
        exchange.getRequestURI().getPath().replace("/namespaces/mgeo", "").split("/", -1);
    boolean named = path.length > 4;
    String resource = path[3] + (path.length > 5 ? "/" + path[5] : "");
    String method = exchange.getRequestMethod();
    String verb = method.equals("GET") ? (named ? "get" : "list") : method.toLowerCase(Locale.ROOT);
    return new Asked(
        verb,
        resource,
        Objects.requireNonNullElse(exchange.getRequestURI().getQuery(), ""),
        Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst("Content-Type"), ""),
        new String(exchange.getRequestBody().readAllBytes(), UTF_8));
  }

  private static ObjectNode status(int code) {
    return JSON.createObjectNode()
        .put("apiVersion", "v1")
        .put("kind", "Status")
        .put("status", "Failure")
        .put("code", code)
        .put("message", "no,\nnot now");
  }

  private synchronized JsonNode serve(String path, Asked request) throws IOException {
    if (request.verb().equals("list")) {
      return list(request.query());
    }
    ObjectNode object = Objects.requireNonNull(objects.get(path.replace("/status", "")));
    for (JsonNode one : JSON.readTree(request.body()).at("/status/conditions")) {
      merge((ArrayNode) object.at("/status/conditions"), one);
    }
    return object;
  }

  private static void merge(ArrayNode conditions, JsonNode one) {
    for (int i = 0; i < conditions.size(); i++) {
      if (conditions.get(i).path("type").equals(one.path("type"))) {
        conditions.remove(i);
      }
    }
    conditions.add(one);
  }

  private ObjectNode list(String query) {
    ObjectNode list = JSON.createObjectNode().put("apiVersion", "v1").put("kind", "PodList");
    ArrayNode items = list.putArray("items");
    objects.values().stream()
        .filter(one -> query.contains("spec.nodeName=" + one.at("/spec/nodeName").asText("?")))
        .forEach(items::add);
    return list;
  }

  private static void send(HttpExchange exchange, int code, JsonNode body) throws IOException {
    byte[] bytes = JSON.writeValueAsBytes(body);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(code, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
