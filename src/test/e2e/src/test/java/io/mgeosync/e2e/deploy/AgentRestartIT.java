package io.mgeosync.e2e.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.mgeosync.e2e.deploy.Posts.Outcome;
import io.mgeosync.e2e.harness.Await;
import io.mgeosync.e2e.harness.Bundles;
import io.mgeosync.e2e.harness.Child;
import io.mgeosync.e2e.harness.Cli;
import io.mgeosync.e2e.harness.Http;
import io.mgeosync.e2e.harness.Needs;
import io.mgeosync.e2e.harness.Node;
import io.mgeosync.e2e.harness.Ports;
import io.mgeosync.e2e.harness.Scratch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The agent of the last node that serves is started again: nobody loses a request, whichever load
 * balancer stands in front, since a start of the agent proves nothing against its service.
 */
@Needs({"haproxy", "nginx"})
class AgentRestartIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private int nowhere;
  private int nginxPort;
  private int haproxyPort;
  private Path scratch;
  private Node node;
  private LightService service;
  private Child director;
  private String directorUrl;
  private Nginx nginx;
  private Haproxy haproxy;

  @BeforeEach
  void start() throws IOException {
    scratch = Scratch.create();
    nowhere = Ports.free();
    nginxPort = Ports.free();
    haproxyPort = Ports.free();
    var cli = new Cli(scratch, Map.of());
    String store = Files.createDirectories(scratch.resolve("store")).toUri().toString();
    Path model = Bundles.V1.writeTo(scratch.resolve("model"));
    cli.succeed(
        "publish",
        model.toString(),
        "--store",
        store,
        "--bundle",
        Bundles.NAME,
        "--version",
        "v1",
        "--promote",
        "production",
        "--create");
    node = new Node(scratch.resolve("gpu-a"), cli, "{url: \"" + store + "\"}");
    node.startAgent();
    service = new LightService(node.current(), URI.create(node.serviceUrl()).getPort());
    nginx = Nginx.start(scratch.resolve("nginx"), front(), nginxPort);
    Path admin = scratch.resolve("admin.sock");
    haproxy =
        new Haproxy(
            haproxyConfiguration(admin),
            new InetSocketAddress(InetAddress.getLoopbackAddress(), haproxyPort),
            UnixDomainSocketAddress.of(admin));
    int listen = Ports.free();
    directorUrl = "http://127.0.0.1:" + listen;
    director =
        cli.start(
            scratch.resolve("director.log"), "director", "--config", directorFile(listen, admin));
    Await.until("it is written down what is served", PATIENCE, this::isKept);
    Await.until("the director knows it", PATIENCE, () -> route().contains("\"state\":\"ready\""));
  }

  @AfterEach
  void stop() throws IOException {
    director.close();
    haproxy.close();
    nginx.close();
    node.close();
    service.close();
    Scratch.delete(scratch);
  }

  private static String address(String url) {
    return url.replaceAll("http://|/", "");
  }

  private String front() throws IOException {
    return Files.readString(Shipped.path("nginx/front.conf"))
        .replace("listen 5000", "listen 127.0.0.1:" + nginxPort)
        .replace("10.0.0.1:5000", address(node.serviceUrl()))
        .replace("10.0.0.2:5000", "127.0.0.1:" + nowhere)
        .replace("900ms", "20s")
        .replace("proxy_connect_timeout 250ms", "proxy_connect_timeout 20s")
        .replace("/run/mgeo-sync/", scratch + "/")
        .replace("/run/nginx-mgeo-route", scratch + "/route")
        .replace("/var/log/nginx/", scratch + "/");
  }

  private Path haproxyConfiguration(Path admin) throws IOException {
    Files.copy(Shipped.path("haproxy/mgeo.map"), scratch.resolve("mgeo.map"));
    return Files.writeString(
        scratch.resolve("haproxy.cfg"),
        Files.readString(Shipped.path("haproxy/director.cfg"))
            .replace("bind :5000", "bind 127.0.0.1:" + haproxyPort)
            .replace("bind 127.0.0.1:8404", "bind 127.0.0.1:" + Ports.free())
            .replace("10.0.0.1:5000", address(node.serviceUrl()))
            .replace("10.0.0.2:5000", "127.0.0.1:" + nowhere)
            .replace("900ms", "20s")
            .replace("connect 250ms", "connect 20s")
            .replace("/run/haproxy/admin.sock", admin.toString())
            .replace("/etc/haproxy/mgeo.map", scratch.resolve("mgeo.map").toString())
            .replace("    user haproxy\n    group haproxy\n", "")
            .replace(" group haproxy mode", " mode"));
  }

  private String directorFile(int listen, Path admin) throws IOException {
    return Files.writeString(
            scratch.resolve("director.yaml"),
            """
            listen: 127.0.0.1:%d
            state: %s
            nodes:
              - {name: gpu-a, agent: "%s", role: primary}
              - {name: gpu-b, agent: "http://127.0.0.1:%d", role: backup}
            nginx: {socket: %s/director.sock}
            haproxy: {socket: %s, backend: mgeo}
            """
                .formatted(
                    listen, scratch.resolve("director"), node.agentUrl(), nowhere, scratch, admin))
        .toString();
  }

  private String route() throws IOException {
    return Http.get(directorUrl + "/status").body();
  }

  private boolean isKept() throws IOException {
    Path decision = node.current().resolveSibling("last-decision.json");
    return node.readyz().status() == 200
        && Files.exists(decision)
        && Files.readString(decision).contains("\"held\":{");
  }

  @ParameterizedTest
  @CsvSource({"nginx, false", "nginx, true", "haproxy, false", "haproxy, true"})
  void aStartOfTheLastAgentCostsNoRequest(String balancer, boolean killed) throws IOException {
    try (var clients = new Posts(balancer.equals("nginx") ? nginxPort : haproxyPort)) {
      List<Outcome> failed =
          clients.during(100, () -> restart(killed)).stream().filter(Outcome::failed).toList();
      assertThat(failed)
          .as("%s%n%s", director.output(), Files.readString(node.agentLog()))
          .isEmpty();
    }
  }

  private void restart(boolean killed) {
    try {
      if (killed) {
        node.agent().kill();
      } else {
        node.agent().terminate();
      }
      node.startAgent();
      Await.until("it answers", PATIENCE, () -> node.readyz().status() > 0);
      assertThat(node.readyz().status()).as("its first answer").isEqualTo(200);
      Await.until("it has looked", PATIENCE, () -> !status().contains("\"Resumed\""));
      assertThat(node.readyz().status()).isEqualTo(200);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String status() throws IOException {
    return node.status().toString();
  }
}
