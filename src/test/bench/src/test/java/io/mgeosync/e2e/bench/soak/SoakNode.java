package io.mgeosync.e2e.bench.soak;

import io.mgeosync.e2e.harness.Await;
import io.mgeosync.e2e.harness.Child;
import io.mgeosync.e2e.harness.Cli;
import io.mgeosync.e2e.harness.FakeTime;
import io.mgeosync.e2e.harness.Http;
import io.mgeosync.e2e.harness.Ports;
import io.mgeosync.e2e.harness.Scratch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** One well node: uvicorn with a model, golden cases, and an agent with a wall clock of its own. */
final class SoakNode implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String BUNDLE = "mgeo-base";

  private final Path scratch;
  private final FakeTime time;
  private final Cli cli;
  private final int port = Ports.free();
  private final int servicePort = Ports.free();
  private final Child service;
  private volatile Child agent;

  /**
   * Starts it and waits until it is ready.
   *
   * @param python the folder of {@code service.py}
   */
  SoakNode(Path python) throws IOException {
    this.scratch = Scratch.create();
    this.time = new FakeTime(scratch.resolve("time"));
    this.cli = new Cli(scratch, time.environment());
    publish();
    configure();
    this.service = startService(python);
    this.agent = launch();
    Await.until("the node is ready", PATIENCE, () -> look().status() == 200);
    Await.until("that is written down", PATIENCE, this::isWrittenDown);
  }

  /** What a restarted agent goes on from. */
  private boolean isWrittenDown() throws IOException {
    Path decision = state().resolve(BUNDLE).resolve("last-decision.json");
    return Files.exists(decision) && Files.readString(decision).contains("\"held\":{");
  }

  private void publish() throws IOException {
    Path model = Files.createDirectories(scratch.resolve("model"));
    Files.createDirectories(store());
    Files.writeString(model.resolve("weights.bin"), "weights".repeat(100_000));
    Path smoke =
        Files.writeString(
            scratch.resolve("smoke.yaml"),
            """
            cases:
              - name: road
                adapter: text
                text: 文三路四百七十八号
                latency: 10s
                expect: [{at: /score, score: 1.125, absolute: 0.001, relative: 0}]
            """);
    List<String> release =
        List.of("--store", "file://" + store(), "--bundle", BUNDLE, "--version", "v1");
    succeed(List.of("publish", model.toString(), "--smoke", smoke.toString()), release);
    succeed(List.of("promote", "--channel", "production", "--create"), release);
  }

  private void succeed(List<String> verb, List<String> release) throws IOException {
    cli.succeed(Stream.concat(verb.stream(), release.stream()).toArray(String[]::new));
  }

  private Path store() {
    return scratch.resolve("store");
  }

  private Path state() {
    return scratch.resolve("state");
  }

  private void configure() throws IOException {
    Files.createDirectories(state());
    String url = "http://127.0.0.1:" + servicePort + "/";
    Files.writeString(
        scratch.resolve("agent.yaml"),
        """
        node: gpu-1
        state: %s
        store: {url: "file://%s"}
        channel: {name: production, poll: 2s}
        http: {listen: "127.0.0.1:%d"}
        bundles:
          - name: %s
            schedule: {cron: "*/5 * * * *", zone: Asia/Shanghai}
            service: {url: "%s", interval: 1s, deadline: 500ms}
            reload: {post: "%sreload", deadline: 60s}
        """
            .formatted(state(), store(), port, BUNDLE, url, url));
  }

  private Child startService(Path python) throws IOException {
    return Child.start(
        scratch.resolve("service.log"),
        Map.of(
            "MODEL",
            state().resolve(BUNDLE).resolve("current").toString(),
            "PYTHONPATH",
            python.toString(),
            "PYTHONDONTWRITEBYTECODE",
            "1"),
        List.of(
            "/usr/bin/python3",
            "-m",
            "uvicorn",
            "--http",
            "httptools",
            "--log-level",
            "warning",
            "--port",
            Integer.toString(servicePort),
            "service:asgi"));
  }

  private Child launch() throws IOException {
    return cli.start(agentLog(), "agent", "--config", scratch.resolve("agent.yaml").toString());
  }

  Path agentLog() {
    return scratch.resolve("agent.log");
  }

  /** Where {@code /readyz} is. */
  String url() {
    return "http://127.0.0.1:" + port + "/readyz";
  }

  private Http.Reply look() throws IOException {
    return Http.get(url());
  }

  /** The agent's wall clock. */
  FakeTime time() {
    return time;
  }

  Child agent() {
    return agent;
  }

  /** As an upgrade does it, or as a crash; waits for nothing. */
  void restart(boolean orderly) throws IOException {
    if (orderly) {
      agent.terminate();
    } else {
      agent.kill();
    }
    agent = launch();
  }

  boolean listens() throws IOException {
    return look().status() > 0;
  }

  @Override
  public void close() throws IOException {
    agent.close();
    service.close();
    Scratch.delete(scratch);
  }
}
