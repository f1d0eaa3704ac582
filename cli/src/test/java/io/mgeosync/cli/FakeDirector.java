package io.mgeosync.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A director of two nodes and more that keeps state, answers as a real one, and can be told to
 * misbehave.
 */
final class FakeDirector implements AutoCloseable {
  private static final Pattern NODE = Pattern.compile("/nodes/([^/]+)/(drain|refuse|release)");

  final List<String> posted = new CopyOnWriteArrayList<>();
  private final Map<String, String> states = new LinkedHashMap<>();
  private final Map<String, String> overrides = new LinkedHashMap<>();
  private final HttpServer server;
  private Set<String> primaries = Set.of("gpu-a");
  private @Nullable String chosen;
  private long sequence = 7;
  private boolean stubborn;
  private boolean behind;
  private String trouble = "";
  private int troubleStatus;
  private @Nullable Path stopped;

  FakeDirector() throws IOException {
    states.put("gpu-a", "ready");
    states.put("gpu-b", "ready");
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  synchronized FakeDirector with(String node, String state) {
    states.put(node, state);
    return this;
  }

  /** It accepts whatever it is asked for, and routes as before. */
  synchronized FakeDirector stubborn() {
    stubborn = true;
    return this;
  }

  /** A load balancer does not follow it. */
  synchronized FakeDirector behind() {
    behind = true;
    return this;
  }

  /** These are primaries by configuration and share; gpu-a is one of them. */
  synchronized FakeDirector primaries(String... names) {
    primaries = Set.of(names);
    return this;
  }

  /** It does what it is asked for by a path with this word, and then answers with this status. */
  synchronized FakeDirector troubledBy(String word, int status) {
    trouble = word;
    troubleStatus = status;
    return this;
  }

  /** It sees that gpu-a is refused while this file is there. */
  synchronized FakeDirector sees(Path file) {
    stopped = file;
    return this;
  }

  synchronized FakeDirector overridden(String node) {
    overrides.put(node, "drain");
    return this;
  }

  /** Who gets the next request. */
  synchronized String first() {
    return nodes().getFirst();
  }

  private List<String> nodes() {
    return states.keySet().stream()
        .filter(this::usable)
        .sorted(Comparator.comparing(node -> !primary(node))) // Stable.
        .toList();
  }

  private boolean primary(String node) {
    return chosen == null ? primaries.contains(node) : node.equals(chosen);
  }

  private boolean usable(String node) {
    boolean gone = stopped != null && node.equals("gpu-a") && Files.exists(stopped);
    boolean ready = "ready".equals(states.get(node)) && !gone;
    return ready && (stubborn || !overrides.containsKey(node));
  }

  private synchronized void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    if (exchange.getRequestMethod().equals("GET")) {
      send(exchange, path.equals("/status") ? 200 : 404, JsonLine.line(status()));
      return;
    }
    posted.add(exchange.getRequestURI().toString());
    Matcher node = NODE.matcher(path);
    if (path.equals("/switchover")) {
      switchover(exchange, exchange.getRequestURI().getQuery().replace("to=", ""));
    } else if (node.matches()) {
      override(exchange, node.group(1), node.group(2));
    } else {
      send(exchange, 404, "nothing here");
    }
  }

  private void switchover(HttpExchange exchange, String to) throws IOException {
    if (!"ready".equals(states.get(to))) {
      send(exchange, 409, to + " is not ready");
      return;
    }
    if (!stubborn) {
      chosen = primaries.contains(to) ? null : to;
    }
    sequence++;
    accept(exchange);
  }

  private void accept(HttpExchange exchange) throws IOException {
    boolean troubled = !trouble.isEmpty() && exchange.getRequestURI().getPath().contains(trouble);
    send(
        exchange,
        troubled ? troubleStatus : 202,
        troubled ? "done, but not remembered: the disk is full; make room" : "{}");
  }

  private void override(HttpExchange exchange, String node, String wish) throws IOException {
    if (wish.equals("release")) {
      overrides.remove(node);
    } else {
      overrides.put(node, wish);
    }
    sequence++;
    accept(exchange);
  }

  private ObjectNode status() {
    ObjectNode all = JsonLine.object();
    ObjectNode route = all.putObject("route").put("sequence", sequence).put("why", "as it is");
    ArrayNode active = route.putArray("active");
    List<String> nodes = nodes();
    long sharing = Math.max(1, nodes.stream().filter(this::primary).count());
    nodes.stream()
        .limit(sharing)
        .forEach(n -> active.addObject().put("node", n).put("weight", 100));
    ArrayNode spares = route.putArray("spares");
    nodes.stream().skip(sharing).forEach(spares::add);
    all.put("primary", states.keySet().stream().filter(this::primary).findFirst().orElseThrow());
    ArrayNode list = all.putArray("nodes");
    states.forEach((node, state) -> describe(list.addObject(), node, state));
    all.putArray("actuators")
        .addObject()
        .put("name", "haproxy")
        .put("ok", !behind)
        .put("message", behind ? "its socket is away" : "")
        .put("appliedSequence", sequence);
    return all;
  }

  private void describe(ObjectNode json, String node, String state) {
    json.put("name", node).put("role", primary(node) ? "primary" : "backup");
    json.put("state", overrides.containsKey(node) ? "refused" : state);
    json.put("why", state.equals("ready") ? "" : "Served: v1, not v2").put("version", "v1.2.0");
    if (overrides.containsKey(node)) {
      json.put("override", overrides.get(node));
    }
  }

  private static void send(HttpExchange exchange, int status, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
