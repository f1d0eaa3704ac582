package io.mgeosync.agent;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.mgeosync.channel.Pin;
import io.mgeosync.config.AgentConfig;
import io.mgeosync.config.ConfigLoader;
import io.mgeosync.disk.linux.DatagramReceiver;
import io.mgeosync.fetch.TestBundle;
import io.mgeosync.manifest.BundleName;
import io.mgeosync.manifest.BundleVersion;
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
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One verdict of a whole agent, as HAProxy, keepalived, systemd and a proxy are told it. */
@Timeout(120)
final class AgentVerdictTest {
  private static final Clock CLOCK = Clock.systemUTC();

  @TempDir Path folder;
  private final HttpClient client = HttpClient.newHttpClient();
  private int agentCheck;
  private DatagramReceiver systemd;

  @BeforeEach
  void publish() throws IOException {
    Files.createDirectories(folder.resolve("store"));
    Files.createDirectories(folder.resolve("state"));
    StoreSettings settings = StoreSettings.ofUrl("file://" + folder.resolve("store"));
    try (Store store = Stores.open(settings, new PrometheusRegistry())) {
      TestBundle.typical(folder.resolve("source"), "v1", 1);
      Pin pin =
          new Publisher(store, CLOCK)
              .publish(
                  folder.resolve("source"), new BundleName("mgeo-base"), new BundleVersion("v1"));
      new Promoter(store, CLOCK)
          .promote("production", pin, PromoteOptions.AT_ONCE.withCreate(true));
    }
    systemd = new DatagramReceiver(folder.resolve("notify").toString());
    try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      agentCheck = free.getLocalPort();
    }
  }

  @AfterEach
  void close() {
    systemd.close();
    client.close();
  }

  private AgentConfig config() {
    return ConfigLoader.parse(
        "agent.yaml",
        """
        node: gpu-a
        state: %s
        store: {url: "file://%s"}
        channel: {poll: 1h}
        http: {listen: "127.0.0.1:0"}
        bundles: [{name: mgeo-base, schedule: {cron: "0 3 * * *", zone: UTC, splay: 0s}}]
        failover:
          role: backup
          weight: 70
          agent-check: 127.0.0.1:%d
          track-file: %s
        """
            .formatted(folder.resolve("state"), folder.resolve("store"), agentCheck, trackFile()));
  }

  private Path trackFile() {
    return folder.resolve("run/track");
  }

  private Agent start() {
    return Agent.start(
        config(),
        CLOCK,
        Map.of("NOTIFY_SOCKET", folder.resolve("notify").toString(), "WATCHDOG_USEC", "60000000"));
  }

  private HttpResponse<String> send(Agent agent, String method, String path) throws Exception {
    URI uri = URI.create("http://127.0.0.1:%d%s".formatted(agent.port(), path));
    HttpRequest request =
        HttpRequest.newBuilder(uri).method(method, BodyPublishers.noBody()).build();
    return client.send(request, BodyHandlers.ofString());
  }

  private HttpAnswer command(String node, String path) throws InterruptedException {
    return Commands.post(folder.resolve(node).resolve("agent.sock"), path);
  }

  private String check() throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), agentCheck)) {
      return new String(socket.getInputStream().readAllBytes(), US_ASCII);
    }
  }

  private static void awaitTrue(Callable<Boolean> condition) throws Exception {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!condition.call()) {
      assertThat(System.nanoTime()).isLessThan(until);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }

  private void awaitTrack(String content) throws Exception {
    awaitTrue(() -> Files.exists(trackFile()) && Files.readString(trackFile()).equals(content));
  }

  private void awaitMessage(String message) throws Exception {
    awaitTrue(() -> systemd.next(1000).filter(one -> one.startsWith(message)).isPresent());
  }

  @Test
  void everybodyIsToldOfTheSameNode() throws Exception {
    try (Agent agent = start()) {
      awaitMessage("READY=1");
      awaitMessage("WATCHDOG=1");
      awaitMessage("STATUS=ready: mgeo-base v1");
      awaitTrack("0\n");
      assertThat(check()).isEqualTo("up ready 70%\n");
      assertThat(send(agent, "GET", "/backup").statusCode()).isEqualTo(200);
      assertThat(send(agent, "GET", "/primary").statusCode()).isEqualTo(503);
      assertThat(send(agent, "GET", "/gate").statusCode()).isEqualTo(204);
      assertThat(send(agent, "GET", "/ready?version=v1").statusCode()).isEqualTo(200);
      assertThat(send(agent, "GET", "/readyz").body())
          .contains("\"node\":\"gpu-a\",\"role\":\"backup\",\"draining\":false,\"weight\":70")
          .contains("\"version\":\"v1\"")
          .doesNotContain("\"served\"", "\"smoke\"", "\"gpu\"");
    }
    awaitMessage("STOPPING=1");
    assertThat(trackFile()).hasContent("2\n");
  }

  @Test
  void aDrainIsToldEverywhereAndOutlivesTheAgent() throws Exception {
    try (Agent agent = start()) {
      awaitTrack("0\n");
      HttpAnswer refused = command("state", "/drain");
      assertThat(refused.status()).as("it has no peers").isEqualTo(409);
      assertThat(send(agent, "GET", "/readyz").statusCode()).isEqualTo(200);
      assertThat(command("state", "/drain?for=1h&force=true").status()).isEqualTo(202);
      assertDrained(agent);
    }
    try (Agent agent = start()) {
      awaitTrack("1\n");
      assertDrained(agent);
      assertThat(command("state", "/undrain").status()).isEqualTo(202);
      awaitTrack("0\n");
      assertThat(check()).isEqualTo("up ready 70%\n");
      assertThat(send(agent, "GET", "/metrics").body()).contains("mgeo_sync_draining 0.0");
    }
  }

  private void assertDrained(Agent agent) throws Exception {
    awaitTrack("1\n");
    awaitMessage("STATUS=not ready: draining: ");
    assertThat(check()).isEqualTo("up drain\n");
    assertThat(send(agent, "GET", "/gate").statusCode()).isEqualTo(403);
    assertThat(send(agent, "GET", "/status").body())
        .contains("\"ready\":false,\"draining\":true,\"drain\":{\"since\":")
        .contains("\"bundle\":\"mgeo-base\",\"ready\":true");
    assertThat(send(agent, "GET", "/metrics").body()).contains("mgeo_sync_draining 1.0");
  }

  @Test
  void aPeerThatIsReadyLetsThisNodeBeDrainedAndNotBoth() throws Exception {
    try (Agent peer = start()) {
      awaitTrack("0\n");
      Path mine = Files.createDirectories(folder.resolve("mine"));
      AgentConfig config =
          ConfigLoader.parse(
              "agent.yaml",
              """
              node: gpu-b
              state: %s
              store: {url: "file://%s"}
              http: {listen: "127.0.0.1:0"}
              peers: ["http://127.0.0.1:%d"]
              bundles: [{name: mgeo-base}]
              """
                  .formatted(mine, folder.resolve("store"), peer.port()));
      try (Agent _ = Agent.start(config, CLOCK)) {
        awaitTrue(() -> command("mine", "/drain").status() == 202);
        command("mine", "/undrain");
        command("state", "/drain?force=true");
        assertThat(command("mine", "/drain").status()).isEqualTo(409);
      }
    }
  }
}
