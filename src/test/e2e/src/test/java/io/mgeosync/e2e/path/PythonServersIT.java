package io.mgeosync.e2e.path;

import static org.assertj.core.api.Assertions.assertThat;

import io.mgeosync.e2e.harness.Await;
import io.mgeosync.e2e.harness.Bundles;
import io.mgeosync.e2e.harness.Checkout;
import io.mgeosync.e2e.harness.Child;
import io.mgeosync.e2e.harness.Cli;
import io.mgeosync.e2e.harness.Http;
import io.mgeosync.e2e.harness.Needs;
import io.mgeosync.e2e.harness.Ports;
import io.mgeosync.e2e.harness.Program;
import io.mgeosync.e2e.harness.Scratch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The packaged agent beside the servers that Python models really run in: the health probe, the
 * version report, the golden cases and {@code reload.post} work with each, over TCP and over a Unix
 * socket, from one version to the next.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Needs({
  "/usr/bin/python3",
  "gunicorn",
  "/usr/lib/python3/dist-packages/uvicorn",
  "/usr/lib/python3/dist-packages/httptools",
  "/usr/lib/python3/dist-packages/flask"
})
class PythonServersIT {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private Path scratch;
  private Cli cli;
  private String store;

  /** How each is started; PLACE is its port, or its socket's path. */
  enum Server {
    UVICORN_HTTPTOOLS("/usr/bin/python3 -m uvicorn --http httptools --port PLACE service:asgi"),
    UVICORN_H11("/usr/bin/python3 -m uvicorn --http h11 --port PLACE service:asgi"),
    UVICORN_ON_A_SOCKET("/usr/bin/python3 -m uvicorn --uds PLACE service:asgi"),
    GUNICORN_FLASK("gunicorn --bind 127.0.0.1:PLACE service:wsgi"),
    GUNICORN_ON_A_SOCKET("gunicorn --bind unix:PLACE service:wsgi"),
    FLASK("/usr/bin/python3 -m flask --app service:wsgi run --port PLACE");

    private final String command;

    Server(String command) {
      this.command = command;
    }

    boolean isOnSocket() {
      return name().endsWith("SOCKET");
    }

    String channel() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  @BeforeAll
  void publish() throws IOException {
    scratch = Scratch.create();
    cli = new Cli(Files.createDirectories(scratch.resolve("logs")), Map.of());
    store = Files.createDirectories(scratch.resolve("store")).toUri().toString();
    Path smoke =
        Files.writeString(
            scratch.resolve("smoke.yaml"),
            """
            cases:
              - name: road
                adapter: text
                text: 文三路四百七十八号
                latency: 10s
                expect:
                  - {at: /score, score: 1.125, absolute: 0.001, relative: 0}
                  - {at: /label, text: road}
            """);
    for (String version : List.of("v1", "v2")) {
      Path model = Files.createDirectories(scratch.resolve("model-" + version));
      Files.writeString(model.resolve("weights.bin"), version.repeat(1000));
      succeed("publish", model.toString(), "--version", version, "--smoke", smoke.toString());
    }
  }

  @AfterAll
  void delete() throws IOException {
    Scratch.delete(scratch);
  }

  private void succeed(String verb, String... words) throws IOException {
    var all = new ArrayList<>(List.of(verb));
    all.addAll(List.of(words));
    all.addAll(List.of("--store", store, "--bundle", Bundles.NAME));
    cli.succeed(all.toArray(String[]::new));
  }

  private void promote(Server server, String version) throws IOException {
    succeed("promote", "--channel", server.channel(), "--create", "--version", version);
  }

  @ParameterizedTest
  @EnumSource
  void everyProbeAndTheReloadWork(Server server) throws IOException {
    Path home = Files.createDirectories(scratch.resolve(server.name()));
    int agentPort = Ports.free();
    String place =
        server.isOnSocket()
            ? home.resolve("model.sock").toString()
            : Integer.toString(Ports.free());
    Path config = configure(home, server, agentPort, place);
    promote(server, "v1");
    try (Child service = serve(home, server, place);
        Child agent =
            cli.start(home.resolve("agent.log"), "agent", "--config", config.toString())) {
      awaitReadyWith("v1", agentPort, service, agent);
      promote(server, "v2");
      assertThat(Http.command(home.resolve("state/agent.sock"), "sync").status()).isEqualTo(202);
      awaitReadyWith("v2", agentPort, service, agent);
    }
  }

  private Path configure(Path home, Server server, int agentPort, String place) throws IOException {
    String base =
        server.isOnSocket()
            ? "http+unix://" + place.replace("/", "%2F")
            : "http://127.0.0.1:" + place;
    return Files.writeString(
        home.resolve("agent.yaml"),
        """
        node: gpu-1
        state: %s
        store: {url: "%s"}
        channel: {name: %s}
        http: {listen: "127.0.0.1:%d"}
        bundles:
          - name: %s
            schedule: {cron: "0 3 * * *", zone: Asia/Shanghai}
            service: {url: "%s/", interval: 1s, deadline: 1s}
            reload: {post: "%s/reload", deadline: 30s}
        """
            .formatted(
                Files.createDirectories(home.resolve("state")),
                store,
                server.channel(),
                agentPort,
                Bundles.NAME,
                base,
                base));
  }

  private static Child serve(Path home, Server server, String place) throws IOException {
    var command = new ArrayList<String>();
    List<String> words = List.of(server.command.split(" ", -1));
    command.add(Program.find(words.getFirst()).path());
    words.stream().skip(1).map(word -> word.replace("PLACE", place)).forEach(command::add);
    Path current = home.resolve("state").resolve(Bundles.NAME).resolve("current");
    return Child.start(
        home.resolve("service.log"),
        Map.of(
            "MODEL",
            current.toString(),
            "PYTHONPATH",
            Checkout.path("src/test/service/src/main/python").toString(),
            "PYTHONDONTWRITEBYTECODE",
            "1"),
        command);
  }

  private static void awaitReadyWith(String version, int agentPort, Child service, Child agent)
      throws IOException {
    String readyz = "http://127.0.0.1:%d/readyz".formatted(agentPort);
    String wanted = "\"version\":\"" + version + "\"";
    try {
      Await.until(
          "the node is ready with " + version,
          PATIENCE,
          () -> {
            Http.Reply reply = Http.get(readyz);
            return reply.status() == 200 && reply.body().contains(wanted);
          });
    } catch (IllegalStateException e) {
      throw new AssertionError(agent.output() + service.output(), e);
    }
  }
}
