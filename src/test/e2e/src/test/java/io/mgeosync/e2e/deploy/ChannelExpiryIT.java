package io.mgeosync.e2e.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A channel expires on two real nodes at once, behind a real director and a real nginx. */
@Needs("nginx")
final class ChannelExpiryIT {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final int AFTER_THE_EXPIRY = 100;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern RENEWAL = Pattern.compile("`mgeo-sync (renew [^`]+)`");

  private final List<AutoCloseable> started = new ArrayList<>();
  private Path scratch;
  private Cli cli;
  private String store;
  private Node a;
  private Node b;

  @BeforeEach
  void start() throws IOException {
    scratch = Scratch.create();
    cli = new Cli(scratch, Map.of());
    store = Files.createDirectories(scratch.resolve("store")).toUri().toString();
    Path model = Bundles.V1.writeTo(scratch.resolve("model"));
    String[] where = {"--store", store, "--bundle", Bundles.NAME, "--version", "v1"};
    cli.succeed(words(where, "publish", model.toString(), "--promote", "production", "--create"));
    a = new Node(scratch.resolve("gpu-a"), cli, "{url: \"" + store + "\"}");
    b = new Node(scratch.resolve("gpu-b"), cli, "{url: \"" + store + "\"}");
    started.addAll(List.of(a, b));
  }

  @AfterEach
  void stop() throws Exception {
    for (AutoCloseable one : started.reversed()) {
      one.close();
    }
    Scratch.delete(scratch);
  }

  private static String[] words(String[] where, String... verb) {
    return Stream.concat(Stream.of(verb), Stream.of(where)).toArray(String[]::new);
  }

  /**
   * Both nodes serve.
   *
   * @param channel the keys of the channel's section beside its name
   */
  private void serve(String channel) throws IOException {
    for (Node node : List.of(a, b)) {
      String section = "production, poll: 1s" + channel;
      String url = "{url: \"" + store + "\"}";
      node.writeConfiguration(node.config(), url, section, Bundles.NAME);
      node.startAgent();
    }
    for (Node node : List.of(a, b)) {
      node.startService();
      node.awaitReadyWith("v1", PATIENCE);
    }
  }

  private void expireIn(String time) throws IOException {
    String[] where = {"--store", store, "--bundle", Bundles.NAME, "--version", "v1"};
    cli.succeed(words(where, "promote", "--channel", "production", "--valid-for", time));
  }

  private static boolean says(Node node, String reason) throws IOException {
    JsonNode conditions = node.status().path("conditions");
    return conditions
        .valueStream()
        .filter(condition -> condition.path("type").asText().equals("DesiredKnown"))
        .anyMatch(condition -> condition.path("reason").asText().equals(reason));
  }

  @Test
  void noRequestFailsOverTheExpiryAndWhatTheWarningPrintsRenewsIt() throws IOException {
    serve("");
    Posts clients = front();
    expireIn("6s");
    List<Outcome> outcomes = new ArrayList<>();
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (!(says(a, "ExpiredServing") && says(b, "ExpiredServing"))) {
      assertThat(System.nanoTime()).isLessThan(until);
      outcomes.add(clients.one());
    }
    for (int i = 0; i < AFTER_THE_EXPIRY; i++) {
      outcomes.add(clients.one());
    }
    assertThat(outcomes).noneMatch(Outcome::failed);
    JsonNode readyz = JSON.readTree(a.readyz().body());
    assertThat(readyz.path("ready").asBoolean()).isTrue();
    renewAs(readyz.path("warnings").path(0).asText());
    Await.until(
        "the warning is gone",
        PATIENCE,
        () -> JSON.readTree(a.readyz().body()).path("warnings").isEmpty());
    Await.until("the channel is valid", PATIENCE, () -> says(a, "Read") && says(b, "Read"));
  }

  @Test
  void whereTheOperatorWantsItTheGateClosesAndNothingIsCalledWrong() throws IOException {
    serve(", on-expiry: refuse");
    expireIn("6s");
    assertThat(a.awaitRefusal(PATIENCE)).contains("DesiredKnown: channel production expired at");
    JsonNode readyz = JSON.readTree(a.readyz().body());
    assertThat(readyz.path("wrong").asBoolean()).isFalse();
    assertThat(readyz.path("standing").asText()).isEqualTo("not-now");
    Cli.Outcome explained = cli.run("explain", "--config", a.config().toString());
    assertThat(explained.exitCode()).isEqualTo(10);
    renewAs(explained.output());
    a.awaitReady(PATIENCE);
    b.awaitReady(PATIENCE);
  }

  private void renewAs(String printed) throws IOException {
    Matcher command = RENEWAL.matcher(printed);
    assertThat(command.find()).as(printed).isTrue();
    assertThat(cli.succeed(command.group(1).split(" "))).contains("renewed, valid until");
  }

  /** The director and nginx as deploy/ ships it. */
  private Posts front() throws IOException {
    int port = Ports.free();
    String front =
        Shipped.read("nginx/front.conf")
            .set("listen 5000", "listen 127.0.0.1:" + port)
            .set("10.0.0.1:5000", address(a))
            .set("10.0.0.2:5000", address(b))
            .set("_timeout 100ms", "_timeout 5s") // A busy machine is no reason here.
            .set("_timeout 200ms", "_timeout 5s")
            .set("/run/mgeo-sync/", scratch + "/")
            .set("/run/nginx-mgeo-route", scratch + "/route")
            .set("/var/log/nginx/", scratch + "/")
            .text();
    started.add(Nginx.start(scratch.resolve("nginx"), front, port));
    started.add(director());
    Posts clients = new Posts(port);
    started.add(clients);
    return clients;
  }

  private static String address(Node node) {
    return node.serviceUrl().replaceAll("^http://|/$", "");
  }

  private Child director() throws IOException {
    int listen = Ports.free();
    Path config =
        Files.writeString(
            scratch.resolve("director.yaml"),
            """
            listen: 127.0.0.1:%d
            state: %s
            nodes:
            %s%snginx: {socket: %s/director.sock}
            """
                .formatted(
                    listen,
                    scratch.resolve("director"),
                    entry("gpu-a", a, "primary"),
                    entry("gpu-b", b, "backup"),
                    scratch));
    Child director =
        cli.start(scratch.resolve("director.log"), "director", "--config", config.toString());
    String status = "http://127.0.0.1:" + listen + "/status";
    Await.until(
        "requests go to gpu-a",
        PATIENCE,
        () -> Http.get(status).body().contains("\"active\":[{\"node\":\"gpu-a\""));
    return director;
  }

  private static String entry(String name, Node node, String role) {
    return "  - {name: %s, agent: \"%s\", service: \"%s\", role: %s}%n"
        .formatted(name, node.agentUrl().replaceAll("/$", ""), address(node), role);
  }
}
