package io.mgeosync.agent;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.mgeosync.channel.Pin;
import io.mgeosync.config.AgentConfig;
import io.mgeosync.config.ConfigLoader;
import io.mgeosync.config.StoreSettings;
import io.mgeosync.disk.DirectoryBusyException;
import io.mgeosync.disk.DirectoryLock;
import io.mgeosync.disk.NodeLayout;
import io.mgeosync.disk.TestFiles;
import io.mgeosync.fetch.TestBundle;
import io.mgeosync.http.HttpListenException;
import io.mgeosync.manifest.BundleName;
import io.mgeosync.manifest.BundleVersion;
import io.mgeosync.manifest.Refusal;
import io.mgeosync.manifest.digest.Digest;
import io.mgeosync.publish.PromoteOptions;
import io.mgeosync.publish.Promoter;
import io.mgeosync.publish.Publisher;
import io.mgeosync.store.Store;
import io.mgeosync.store.open.Stores;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole agent in one process: a directory store, a service, ports that nobody else has. */
@Timeout(120)
final class AgentTest {
  private static final BundleName NAME = new BundleName("mgeo-base");
  private static final Clock CLOCK = Clock.systemUTC();

  @TempDir Path folder;
  private final HttpClient client = HttpClient.newHttpClient();
  private HttpServer service;
  private volatile String loaded = "{}";
  private volatile String unloadable = ""; // The version that the service goes on without.

  @BeforeEach
  void startService() throws IOException {
    Files.createDirectories(folder.resolve("store"));
    Files.createDirectories(folder.resolve("state"));
    Files.writeString(folder.resolve("requirements.lock"), "torch==2.4.0\n");
    service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    service.createContext("/", exchange -> answer(exchange, "{\"embedding_norm\":1.0}"));
    service.createContext("/version", exchange -> answer(exchange, loaded));
    service.createContext("/reload", this::reload);
    service.start();
  }

  @AfterEach
  void stopService() {
    service.stop(0);
    client.close();
  }

  private static void answer(HttpExchange exchange, String body) throws IOException {
    exchange.getRequestBody().readAllBytes();
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

  private NodeLayout layout() {
    return new NodeLayout(folder.resolve("state"), NAME);
  }

  private Pin promote(String version, int seed) throws IOException {
    StoreSettings settings = StoreSettings.ofUrl("file://" + folder.resolve("store"));
    try (Store store = Stores.open(settings, new PrometheusRegistry())) {
      Path source = folder.resolve("source-" + version);
      TestBundle.typical(source, version, seed);
      Pin pin = new Publisher(store, CLOCK).publish(source, NAME, new BundleVersion(version));
      new Promoter(store, CLOCK).promote("production", pin, PromoteOptions.AT_ONCE);
      return pin;
    }
  }

  private AgentConfig config(String channel, String listen, String cron) {
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

  private AgentConfig config(String listen) {
    return config("production", listen, "0 3 * * *");
  }

  private HttpResponse<String> get(Agent agent, String path) throws Exception {
    return client.send(request(agent, path).build(), BodyHandlers.ofString());
  }

  private static HttpRequest.Builder request(Agent agent, String path) {
    return HttpRequest.newBuilder(
        URI.create("http://127.0.0.1:%d%s".formatted(agent.port(), path)));
  }

  private void awaitStatus(Agent agent, Pin active) throws Exception {
    awaitStatus(agent, "\"active\":{\"version\":\"" + active.version() + "\"", 200);
  }

  private void awaitStatus(Agent agent, String said, int readyz) throws Exception {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    String body = "";
    do {
      assertThat(System.nanoTime()).as("%s, was: %s", said, body).isLessThan(until);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
      body = get(agent, "/status").body();
    } while (!body.contains(said) || get(agent, "/readyz").statusCode() != readyz);
  }

  private void post(Agent agent, String path) throws Exception {
    HttpRequest post = request(agent, path).POST(HttpRequest.BodyPublishers.noBody()).build();
    assertThat(client.send(post, BodyHandlers.ofString()).statusCode()).isEqualTo(202);
  }

  @Test
  void whatTheServiceDoesNotLoadIsRolledBackUntilAnOperatorHasItTriedAgain() throws Exception {
    Pin v1 = promote("v1", 1);
    try (Agent agent = Agent.start(config("127.0.0.1:0"), CLOCK)) {
      awaitStatus(agent, v1);
      unloadable = "v2";
      Pin v2 = promote("v2", 2);
      post(agent, "/sync");
      // The channel no longer allows v1; it is active and loaded all the same.
      awaitStatus(agent, "\"outcome\":\"rolled_back\"", 503);
      assertThat(loaded).contains(v1.digest().toString());
      post(agent, "/sync");
      awaitStatus(agent, "is not tried again: not proven within 3s", 503);
      unloadable = "";
      post(agent, "/unpoison");
      post(agent, "/sync");
      awaitStatus(agent, v2);
      assertThat(get(agent, "/status").body())
          .contains("\"probe\":{\"result\":\"good\",\"reason\":\"DigestMatches\"");
    }
  }

  @Test
  void withoutAnAgentEveryCheckRunsOnce() throws Exception {
    Pin v1 = promote("v1", 1);
    try (Agent agent = Agent.start(config("127.0.0.1:0"), CLOCK)) {
      awaitStatus(agent, v1);
      assertThatExceptionOfType(DirectoryBusyException.class)
          .isThrownBy(() -> ProbeOnce.run(config("127.0.0.1:0"), CLOCK));
    }
    String journal = Files.readString(layout().journal());
    String status = ProbeOnce.run(config("127.0.0.1:0"), CLOCK);
    assertThat(status)
        .contains("\"type\":\"Verified\",\"holds\":true")
        .contains("\"probe\":{\"result\":\"good\",\"reason\":\"DigestMatches\"");
    loaded = "{\"version\":\"v0\"}";
    assertThat(ProbeOnce.run(config("127.0.0.1:0"), CLOCK)).contains("\"result\":\"wrong\"");
    assertThat(layout().journal()).hasContent(journal);
    assertEverythingClosed();
  }

  @Test
  void aNodeBecomesReadyIsToldToSyncAndSaysSoEverywhere() throws Exception {
    Pin v1 = promote("v1", 1);
    try (Agent agent = Agent.start(config("127.0.0.1:0"), CLOCK)) {
      awaitStatus(agent, v1);
      Pin v2 = promote("v2", 2);
      post(agent, "/sync");
      awaitStatus(agent, v2);
      assertThat(loaded).contains(v2.digest().toString());
      assertThat(get(agent, "/readyz").body()).contains("\"ready\":true");
      assertThat(get(agent, "/status").body()).contains("\"outcome\":\"switched\"");
      assertThat(get(agent, "/metrics").body())
          .contains("mgeo_sync_ready{bundle=\"mgeo-base\"} 1.0")
          .contains("mgeo_sync_condition{bundle=\"mgeo-base\",condition=\"Served\"} 1.0")
          .containsPattern("mgeo_sync_desired_info\\{.*version=\"v2\"")
          .containsPattern("mgeo_sync_active_info\\{.*version=\"v2\"")
          .containsPattern("mgeo_sync_served_info\\{.*version=\"v2\"")
          .doesNotContain("version=\"v1\"")
          .contains("mgeo_sync_sync_outcome_total{bundle=\"mgeo-base\",outcome=\"switched\"} 2.0")
          .containsPattern("mgeo_sync_refused_seconds_total\\{.*condition=\"Served\"} 0*\\.?\\d")
          .containsPattern("mgeo_sync_probe_seconds_bucket\\{.*probe=\"health\"")
          .containsPattern("mgeo_sync_gate_changes_total\\{.*to=\"serve\"} [1-9]")
          .contains("mgeo_sync_scrub_failed{bundle=\"mgeo-base\"} 0.0")
          .contains("mgeo_sync_build_info{version=\"");
      assertThat(get(agent, "/status").body())
          .contains("\"facts\":{\"pythonLock\":\"sha256:")
          .contains("\"warnings\":[]")
          .contains("\"type\":\"RequirementsMet\",\"holds\":true");
      // Kept by whoever saw the edge, after everybody else can see it.
      awaitTrue(() -> Files.readString(layout().lastDecision()).contains("\"ready\":true"));
    }
    assertEverythingClosed();
  }

  @Test
  void aScrubThatIsAskedForRepairsWithoutWaitingForAnything() throws Exception {
    Pin v1 = promote("v1", 1);
    try (Agent agent = Agent.start(config("127.0.0.1:0"), CLOCK)) {
      awaitStatus(agent, v1);
      Path weights = layout().current().resolve("weights.bin");
      byte[] good = Files.readAllBytes(weights);
      byte[] bad = good.clone();
      bad[500_000] ^= 1;
      Files.write(TestFiles.writable(weights), bad);
      HttpRequest scrub = request(agent, "/scrub").POST(BodyPublishers.noBody()).build();
      assertThat(client.send(scrub, BodyHandlers.ofString()).statusCode()).isEqualTo(202);
      awaitBody(agent, "\"outcome\":\"repaired\"");
      assertThat(weights).hasBinaryContent(good);
      assertThat(get(agent, "/status").body()).contains("~1\"}");
    }
  }

  @Test
  void aRestartedAgentServesAtOnceAndReadsTheReleaseAfterwards() throws Exception {
    Pin v1 = promote("v1", 1);
    Instant first;
    try (Agent agent = Agent.start(config("127.0.0.1:0"), CLOCK)) {
      awaitStatus(agent, v1);
      first = verifiedAt(agent).orElseThrow();
    }
    try (Agent agent = Agent.start(config("127.0.0.1:0"), CLOCK)) {
      awaitStatus(agent, v1);
      awaitTrue(() -> verifiedAt(agent).filter(first::isBefore).isPresent());
      assertThat(get(agent, "/readyz").statusCode()).isEqualTo(200);
    }
  }

  private Optional<Instant> verifiedAt(Agent agent) throws Exception {
    Matcher found =
        Pattern.compile("\"verifiedAt\":\"([^\"]+)\"").matcher(get(agent, "/status").body());
    return found.find() ? Optional.of(Instant.parse(found.group(1))) : Optional.empty();
  }

  private void awaitBody(Agent agent, String part) throws Exception {
    awaitTrue(() -> get(agent, "/status").body().contains(part));
  }

  private static void awaitTrue(Callable<Boolean> condition) throws Exception {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!condition.call()) {
      assertThat(System.nanoTime()).isLessThan(until);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }

  @Test
  void anEmptyStoreIsNotReadyAndSaysWhatToMend() throws Exception {
    try (Agent agent = Agent.start(config("127.0.0.1:0"), CLOCK)) {
      HttpResponse<String> answer = get(agent, "/readyz");
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.body()).contains("mgeo-base: DesiredKnown: ");
      assertThat(get(agent, "/livez").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void aSecondAgentIsRefusedAndDisturbsNothing() throws Exception {
    Pin v1 = promote("v1", 1);
    try (Agent agent = Agent.start(config("127.0.0.1:0"), CLOCK)) {
      assertThatExceptionOfType(DirectoryBusyException.class)
          .isThrownBy(() -> Agent.start(config("127.0.0.1:0"), CLOCK));
      awaitStatus(agent, v1);
    }
  }

  @Test
  void aPortInUseRefusesTheStartAndReleasesTheLock() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String listen = "127.0.0.1:" + taken.getLocalPort();
      assertThatExceptionOfType(HttpListenException.class)
          .isThrownBy(() -> Agent.start(config(listen), CLOCK));
      assertEverythingClosed();
    }
  }

  @Test
  void aCronLineThatIsNoneRefusesTheStartAndFreesThePortAndTheLock() throws IOException {
    int port = freePort();
    String listen = "127.0.0.1:" + port;
    assertThatThrownBy(() -> Agent.start(config("production", listen, "0 99 * * *"), CLOCK))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("bundles[0].schedule.cron");
    assertEverythingClosed();
    new ServerSocket(port, 1, InetAddress.getLoopbackAddress()).close();
  }

  @Test
  void aChannelThatCannotHaveThisNameIsRefusedByTheConfiguration() {
    assertThatThrownBy(() -> config("pro.duction", "127.0.0.1:0", "0 3 * * *"))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("channel.name");
  }

  private static int freePort() throws IOException {
    try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }

  private void assertEverythingClosed() {
    DirectoryLock.acquire(layout()).close();
    assertThat(Thread.getAllStackTraces().keySet().stream().filter(Thread::isAlive))
        .extracting(Thread::getName)
        .doesNotContain("sync-mgeo-base");
  }
}
