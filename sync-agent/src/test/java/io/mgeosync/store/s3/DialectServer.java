package io.mgeosync.store.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.mgeosync.store.PathStyle;
import io.mgeosync.store.S3Access;
import io.mgeosync.store.StorePlace.Bucket;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A proxy in front of S3Proxy that answers as other servers do. It lets one write through at a
 * time, so that a condition is decided and not only compared.
 */
final class DialectServer implements AutoCloseable {
  private static final Set<String> OWN =
      Set.of("host", "connection", "content-length", "expect", "transfer-encoding", "upgrade");

  private final Dialect dialect;
  private final S3Server backend;
  private final HttpServer front;
  private final HttpClient client = HttpClient.newHttpClient();
  private final ReentrantLock writing = new ReentrantLock();
  private final List<String> written = new CopyOnWriteArrayList<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();

  private DialectServer(Dialect dialect, S3Server backend) throws IOException {
    this.dialect = dialect;
    this.backend = backend;
    this.front = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    front.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    front.createContext("/", this::handle);
    front.start();
  }

  static DialectServer start(Dialect dialect, Path directory) throws Exception {
    return new DialectServer(dialect, S3Server.startOpen(directory));
  }

  S3Store open(String url) {
    URI endpoint = URI.create("http://127.0.0.1:" + front.getAddress().getPort());
    var access = new S3Access(endpoint, null, PathStyle.PATH, null, null);
    return S3Server.open(new Bucket(URI.create(url), access), S3Server.credentials());
  }

  /** The path of each object as often as it was written. */
  List<String> written() {
    return written;
  }

  /** Method, path and query of each request. */
  List<String> requests() {
    return requests;
  }

  private void handle(HttpExchange exchange) throws IOException {
    requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
    boolean makesVisible = isPut(exchange) || isCompletion(exchange);
    if (makesVisible) {
      writing.lock();
    }
    try (exchange) {
      answer(exchange, exchange.getRequestBody().readAllBytes());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      if (makesVisible) {
        writing.unlock();
      }
    }
  }

  private static boolean isPut(HttpExchange exchange) {
    return exchange.getRequestMethod().equals("PUT") && query(exchange).isEmpty();
  }

  private static boolean isCompletion(HttpExchange exchange) {
    return exchange.getRequestMethod().equals("POST") && query(exchange).contains("uploadId=");
  }

  private static String query(HttpExchange exchange) {
    @Nullable String query = exchange.getRequestURI().getRawQuery();
    return query == null ? "" : query;
  }

  private void answer(HttpExchange exchange, byte[] body) throws IOException, InterruptedException {
    Headers headers = exchange.getRequestHeaders();
    boolean write = isPut(exchange) || isCompletion(exchange);
    if (exchange.getRequestMethod().equals("HEAD") && dialect == Dialect.HEADLESS) {
      RawServer.answer(exchange, 405, Map.of("Content-Type", "text/plain"), new byte[0]);
    } else if (write && dialect == Dialect.SWIFT && isConditional(headers)) {
      RawServer.error(exchange, 501, "NotImplemented");
    } else if (write && !holds(exchange)) {
      RawServer.error(exchange, 412, "PreconditionFailed");
    } else {
      forward(exchange, body, write);
    }
  }

  private static boolean isConditional(Headers headers) {
    return headers.containsKey("If-Match") || headers.containsKey("If-None-Match");
  }

  /** Decides the condition of a write in the place of the server behind. */
  private boolean holds(HttpExchange exchange) throws IOException, InterruptedException {
    if (!dialect.looksAtConditions()) {
      return true;
    }
    @Nullable String match = exchange.getRequestHeaders().getFirst("If-Match");
    boolean ifAbsent = exchange.getRequestHeaders().containsKey("If-None-Match");
    String now = tagBehind(exchange);
    return (!ifAbsent || now.isEmpty()) && (match == null || matches(match, now));
  }

  private boolean matches(String asked, String now) {
    return switch (dialect) {
      case CEPH -> asked.equals(now);
      case STUBBORN -> false;
      default -> asked.equals("\"" + now + "\"");
    };
  }

  /** Without quotes; empty when there is no object. */
  private String tagBehind(HttpExchange exchange) throws IOException, InterruptedException {
    URI target = behind(exchange.getRequestURI().getRawPath());
    HttpResponse<Void> head =
        client.send(
            HttpRequest.newBuilder(target)
                .method("HEAD", HttpRequest.BodyPublishers.noBody())
                .build(),
            HttpResponse.BodyHandlers.discarding());
    return head.statusCode() == 200
        ? head.headers().firstValue("ETag").orElseThrow().replace("\"", "")
        : "";
  }

  private URI behind(String rawPathAndQuery) {
    return URI.create(backend.endpoint() + rawPathAndQuery);
  }

  private void forward(HttpExchange exchange, byte[] body, boolean write)
      throws IOException, InterruptedException {
    String query = query(exchange);
    String path = exchange.getRequestURI().getRawPath();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(behind(path + (query.isEmpty() ? "" : "?" + query)))
            .method(
                exchange.getRequestMethod(),
                body.length == 0
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofByteArray(body));
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> values.forEach(value -> pass(request, name, value, write)));
    HttpResponse<byte[]> answer =
        client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    if (write && answer.statusCode() == 200) {
      written.add(exchange.getRequestURI().getPath());
    }
    give(exchange, answer, write);
  }

  private static void pass(HttpRequest.Builder request, String name, String value, boolean write) {
    String lower = name.toLowerCase(Locale.ROOT);
    boolean decidedHere = write && (lower.equals("if-match") || lower.equals("if-none-match"));
    boolean signature = lower.equals("authorization") || lower.startsWith("x-amz-security");
    if (!OWN.contains(lower) && !decidedHere && !signature) {
      request.header(name, value);
    }
  }

  private void give(HttpExchange exchange, HttpResponse<byte[]> answer, boolean write)
      throws IOException {
    Headers headers = exchange.getResponseHeaders();
    answer
        .headers()
        .map()
        .forEach(
            (name, values) -> {
              if (!OWN.contains(name.toLowerCase(Locale.ROOT)) && !name.startsWith(":")) {
                values.forEach(value -> headers.add(name, value));
              }
            });
    if (write && dialect.keepsVersions()) {
      headers.set("x-amz-version-id", "v" + written.size());
    }
    byte[] body = answer.body();
    if (isCompletion(exchange) && dialect == Dialect.CEPH) {
      body =
          "<CompleteMultipartUploadResult><ETag/></CompleteMultipartUploadResult>".getBytes(UTF_8);
    }
    boolean head = exchange.getRequestMethod().equals("HEAD");
    if (head) {
      answer
          .headers()
          .firstValue("content-length")
          .ifPresent(v -> headers.set("Content-Length", v));
    }
    exchange.sendResponseHeaders(answer.statusCode(), head || body.length == 0 ? -1 : body.length);
    if (!head && body.length > 0) {
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    front.stop(0);
    client.close();
    backend.close();
  }
}
