package io.mgeosync.e2e.deploy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.mgeosync.e2e.harness.Await;
import io.mgeosync.manifest.digest.Digest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A service that computes nothing, but says truly which release it has loaded. */
final class LightService implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** What comes in while this process gets no processor waits here. */
  private static final int BACKLOG = 1024;

  private final Path current;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;
  private volatile String loaded = "{}";

  /** Waits for a release, and listens. */
  LightService(Path current, int port) throws IOException {
    this.current = current;
    Await.until("there is an active release", PATIENCE, () -> Files.exists(current));
    load();
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    server = HttpServer.create(address, BACKLOG);
    server.setExecutor(threads);
    server.createContext("/", exchange -> answer(exchange, "{}"));
    server.createContext("/version", exchange -> answer(exchange, loaded));
    server.createContext("/reload", this::reload);
    server.start();
  }

  private void load() throws IOException {
    String release = Files.readSymbolicLink(current).getFileName().toString();
    Digest digest = Digest.sha256Of(Files.readAllBytes(current.resolve("manifest.json")));
    loaded =
        "{\"version\":\"%s\",\"digest\":\"%s\"}"
            .formatted(release.substring(0, release.indexOf('-')), digest);
  }

  private void reload(HttpExchange exchange) throws IOException {
    load();
    answer(exchange, loaded);
  }

  private static void answer(HttpExchange exchange, String body) throws IOException {
    exchange.getRequestBody().readAllBytes();
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }
}
