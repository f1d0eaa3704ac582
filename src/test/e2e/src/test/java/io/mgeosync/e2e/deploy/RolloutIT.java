package io.mgeosync.e2e.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.mgeosync.e2e.deploy.Posts.Outcome;
import io.mgeosync.e2e.harness.Await;
import io.mgeosync.e2e.harness.Bundles;
import io.mgeosync.e2e.harness.Cli;
import io.mgeosync.e2e.harness.Http;
import io.mgeosync.e2e.harness.Node;
import io.mgeosync.e2e.harness.Ports;
import io.mgeosync.e2e.harness.Scratch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two real nodes behind a real HAProxy that are told to switch in the same moment. */
class RolloutIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private Path scratch;
  private Cli cli;
  private Node a;
  private Node b;
  private int checkA;
  private int checkB;
  private Haproxy haproxy;
  private Posts clients;

  @BeforeEach
  void start() throws IOException {
    scratch = Scratch.create();
    Files.createDirectories(scratch.resolve("store"));
    cli = new Cli(Files.createDirectories(scratch.resolve("logs")), Map.of());
    a = new Node(scratch.resolve("gpu-a"), cli, store());
    b = new Node(scratch.resolve("gpu-b"), cli, store());
    checkA = Ports.free();
    checkB = Ports.free();
    makePeers(a, b, checkA);
    makePeers(b, a, checkB);
    Path model = Bundles.V1.writeTo(scratch.resolve("model"));
    for (String version : List.of("v1", "v2")) {
      cli.succeed(
          "publish",
          model.toString(),
          "--store",
          url(),
          "--bundle",
          Bundles.NAME,
          "--version",
          version);
    }
    promote("v1", "--create");
    for (Node node : List.of(a, b)) {
      node.startAgent();
      node.startService();
    }
    a.awaitReady(PATIENCE);
    b.awaitReady(PATIENCE);
    int port = Ports.free();
    Path file = Files.writeString(scratch.resolve("haproxy.cfg"), configuration(port));
    haproxy = new Haproxy(file, new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    clients = new Posts(port);
    Await.until("requests are answered", PATIENCE, () -> !clients.one().failed());
  }

  private String url() {
    return scratch.resolve("store").toUri().toString();
  }

  private String store() {
    return "{url: \"" + url() + "\"}";
  }

  private void promote(String version, String... more) throws IOException {
    var words =
        new ArrayList<>(
            List.of(
                "promote", "--store", url(), "--channel", "production", "--bundle", Bundles.NAME));
    words.addAll(List.of("--version", version));
    words.addAll(List.of(more));
    cli.succeed(words.toArray(String[]::new));
  }

  private static void makePeers(Node node, Node peer, int check) throws IOException {
    String more =
        """
        peers: ["%s"]
        failover: {agent-check: "127.0.0.1:%d"}
        """
            .formatted(peer.agentUrl(), check);
    Files.writeString(node.config(), Files.readString(node.config()) + more);
  }

  private String configuration(int port) throws IOException {
    return Shipped.read("haproxy/agent-check.cfg")
        .set("10.0.0.1:5000", address(a))
        .set("10.0.0.2:5000", address(b))
        .set("bind :5000", "bind 127.0.0.1:" + port)
        .set("bind 127.0.0.1:8404", "bind 127.0.0.1:" + Ports.free())
        .set("    user haproxy\n    group haproxy\n", "")
        // One machine for two models, their agents and HAProxy: slow is no fault here.
        .set("timeout connect 250ms", "timeout connect 5s")
        .set("timeout check 200ms", "timeout check 5s")
        .set("timeout queue 900ms", "timeout queue 9s")
        .set("timeout server 900ms", "timeout server 9s")
        .set(" id 1", " id 1 agent-port " + checkA)
        .set(" id 2", " id 2 agent-port " + checkB)
        .text();
  }

  private static String address(Node node) {
    return node.serviceUrl().replaceAll("^http://|/$", "");
  }

  @AfterEach
  void stop() throws IOException {
    if (clients != null) {
      clients.close();
    }
    if (haproxy != null) {
      haproxy.close();
    }
    a.close();
    b.close();
    Scratch.delete(scratch);
  }

  @Test
  void bothNodesToldToSwitchAtOnce_noRequestFails() throws Exception {
    promote("v2");
    var switching =
        CompletableFuture.runAsync(
            () -> {
              syncBoth();
              a.awaitReadyWith("v2", PATIENCE);
              b.awaitReadyWith("v2", PATIENCE);
            });
    var failed = new ArrayList<Outcome>();
    while (!switching.isDone()) {
      Outcome outcome = clients.one();
      if (outcome.failed()) {
        failed.add(outcome);
      }
      Thread.sleep(30);
    }
    switching.join();
    assertThat(failed).isEmpty();
  }

  @Test
  void peerThatIsDown_nodeWaitsAndGoesOnServing() throws IOException {
    b.agent().terminate();
    promote("v2");
    a.syncNow();
    Await.until(
        "the node says why it waits",
        PATIENCE,
        () -> a.status().toString().contains("waits for this node's turn"));
    assertThat(a.readyz().status()).isEqualTo(200);
    assertThat(a.servedVersion()).isEqualTo("v1");
    b.startAgent();
    a.awaitReadyWith("v2", PATIENCE);
    b.awaitReadyWith("v2", PATIENCE);
  }

  private void syncBoth() {
    try {
      for (Node node : List.of(a, b)) {
        Http.Reply reply = node.syncNow();
        assertThat(reply.status()).isEqualTo(202);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
