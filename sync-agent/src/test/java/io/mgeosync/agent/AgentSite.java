package io.mgeosync.agent;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.mgeosync.channel.Pin;
import io.mgeosync.config.AgentConfig;
import io.mgeosync.config.ConfigLoader;
import io.mgeosync.disk.DirectoryLock;
import io.mgeosync.disk.NodeLayout;
import io.mgeosync.fetch.TestBundle;
import io.mgeosync.manifest.BundleName;
import io.mgeosync.manifest.BundleVersion;
import io.mgeosync.manifest.digest.Digest;
import io.mgeosync.net.Commands;
import io.mgeosync.net.HttpAnswer;
import io.mgeosync.publish.PromoteOptions;
import io.mgeosync.publish.Promoter;
import io.mgeosync.publish.Publisher;
import io.mgeosync.store.Store;
import io.mgeosync.store.StoreSettings;
import io.mgeosync.store.open.Stores;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A directory store, a service, and a configuration with ports that nobody else has. */
abstract class AgentSite {
  static final BundleName NAME = new BundleName("mgeo-base");
  static final Clock CLOCK = Clock.systemUTC();

  @TempDir Path folder;
  final HttpClient client = HttpClient.newHttpClient();
  private HttpServer service;
  volatile String loaded = "{}";
  volatile boolean hanging; // Whether the service takes connections and answers nothing.
  volatile String unloadable = ""; // The version that the service goes on without.

  @BeforeEach
  void startService() throws IOException {
    Files.createDirectories(folder.resolve("store"));
    Files.createDirectories(folder.resolve("state"));
    Files.writeString(folder.resolve("requirements.lock"), "torch==2.4.0\n");
    listen(0);
  }

  private void listen(int port) throws IOException {
    service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    service.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    service.createContext("/", exchange -> answer(exchange, "{\"embedding_norm\":1.0}"));
    service.createContext("/version", exchange -> answer(exchange, loaded));
    service.createContext("/reload", this::reload);
    service.start();
  }

  @AfterEach
  void stopService() {
    hanging = false;
    service.stop(0);
    client.close();
  }

  /** Another instance at the same place. */
  void restartService() throws IOException {
    int port = service.getAddress().getPort();
    service.stop(0);
    listen(port);
  }

  private void answer(HttpExchange exchange, String body) throws IOException {
    exchange.getRequestBody().readAllBytes();
    while (hanging) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
    }
    byte[] bytes = body.getBytes(UTF_8);
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  /** Loads what {@code current} names at this moment. */
  private void reload(HttpExchange exchange) throws IOException {
    byte[] manifest = Files.readAllBytes(layout().current().resolve("manifest.json"));
    String release = Files.readSymbolicLink(layout().current()).getFileName().toString();
    String version = release.substring(0, release.indexOf('-'));
    if (!version.equals(unloadable)) {
      loaded =
          "{\"version\":\"%s\",\"digest\":\"%s\"}".formatted(version, Digest.sha256Of(manifest));
    }
    answer(exchange, "{}");
  }

  NodeLayout layout() {
    return new NodeLayout(folder.resolve("state"), NAME);
  }

  Pin promote(String version, int seed) throws IOException {
    StoreSettings settings = StoreSettings.ofUrl("file://" + folder.resolve("store"));
    try (Store store = Stores.open(settings, new PrometheusRegistry())) {
      Path source = folder.resolve("source-" + version);
      TestBundle.typical(source, version, seed);
      Pin pin = new Publisher(store, CLOCK).publish(source, NAME, new BundleVersion(version));
      new Promoter(store, CLOCK)
          .promote("production", pin, PromoteOptions.AT_ONCE.withCreate(true));
      return pin;
    }
  }

  AgentConfig config(String channel, String listen, String cron) {
    int port = service.getAddress().getPort();
    return ConfigLoader.parse(
        "agent.yaml",
        """
        node: gpu-node-1
        state: %s
        store: {url: "file://%s"}
        channel: {name: %s, poll: 1h}
        http: {listen: "%s"}
        environment: {python-lock: %s}
        bundles:
          - name: mgeo-base
            schedule: {cron: "%s", zone: UTC, splay: 0s}
            service:
              url: http://127.0.0.1:%d/
              version-url: http://127.0.0.1:%d/version
              interval: 500ms
              deadline: 500ms
              proof-deadline: 3s
            reload: {post: "http://127.0.0.1:%d/reload", deadline: 10s}
        """
            .formatted(
                folder.resolve("state"),
                folder.resolve("store"),
                channel,
                listen,
                folder.resolve("requirements.lock"),
                cron,
                port,
                port,
                port));
  }

  AgentConfig config(String listen) {
    return config("production", listen, "0 3 * * *");
  }

  HttpResponse<String> get(Agent agent, String path) throws Exception {
    return client.send(request(agent, path).build(), BodyHandlers.ofString());
  }

  static HttpRequest.Builder request(Agent agent, String path) {
    return HttpRequest.newBuilder(
        URI.create("http://127.0.0.1:%d%s".formatted(agent.port(), path)));
  }

  void awaitStatus(Agent agent, Pin active) throws Exception {
    awaitStatus(agent, "\"active\":{\"version\":\"" + active.version() + "\"", 200);
  }

  void awaitStatus(Agent agent, String said, int readyz) throws Exception {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    String body = "";
    do {
      assertThat(System.nanoTime()).as("%s, was: %s", said, body).isLessThan(until);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
      body = get(agent, "/status").body();
    } while (!body.contains(said) || get(agent, "/readyz").statusCode() != readyz);
  }

  void post(String path) throws Exception {
    assertThat(command(path).status()).isEqualTo(202);
  }

  /** On the agent's own socket. */
  HttpAnswer command(String path) throws InterruptedException {
    return Commands.post(folder.resolve("state/agent.sock"), path);
  }

  void assertEverythingClosed() {
    DirectoryLock.acquire(layout()).close();
    assertThat(Thread.getAllStackTraces().keySet().stream().filter(Thread::isAlive))
        .extracting(Thread::getName)
        .doesNotContain("sync-mgeo-base");
  }
}
