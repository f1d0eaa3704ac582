package io.mgeosync.e2e.harness;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mgeosync.e2e.service.ModelService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One node: its configuration, its state directory, its agent and its service. */
public final class Node implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(60);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path home;
  private final Cli cli;
  private final int agentPort;
  private final int servicePort;
  private @Nullable Child agent;
  private @Nullable Child service;

  /**
   * Writes the configuration file; nothing is started.
   *
   * @param store the value of {@code store:} in YAML's flow style
   */
  public Node(Path home, Cli cli, String store) throws IOException {
    this.home = Files.createDirectories(home);
    this.cli = cli;
    this.agentPort = Ports.free();
    this.servicePort = Ports.free();
    Files.createDirectories(state());
    writeConfiguration(config(), store, "production", Bundles.NAME);
  }

  /** Writes another configuration for the same node, to be used in the place of its own. */
  public Path writeConfiguration(Path file, String store, String channel, String bundle)
      throws IOException {
    return Files.writeString(
        file,
        """
        node: %s
        state: %s
        store: %s
        channel: {name: %s}
        http: {listen: "127.0.0.1:%d"}
        bundles:
          - name: %s
            schedule: {cron: "0 3 * * *", zone: Asia/Shanghai}
            service: {url: "http://127.0.0.1:%d/", interval: 1s, deadline: 1s}
            reload: {post: "http://127.0.0.1:%d/reload", deadline: 60s}
        """
            .formatted(
                home.getFileName(),
                state(),
                store,
                channel,
                agentPort,
                bundle,
                servicePort,
                servicePort));
  }

  public Path config() {
    return home.resolve("mgeo-sync.yaml");
  }

  public Path state() {
    return home.resolve("state");
  }

  /** The link that names the active release. */
  public Path current() {
    return state().resolve(Bundles.NAME).resolve("current");
  }

  /** Where unfinished fetches lie. */
  public Path staging() {
    return current().resolveSibling("staging");
  }

  public Path agentLog() {
    return home.resolve("agent.log");
  }

  /** Where the agent answers. */
  public String agentUrl() {
    return "http://127.0.0.1:" + agentPort + "/";
  }

  /** Starts the agent as a daemon; a killed one may be followed by another. */
  public void startAgent() throws IOException {
    agent = cli.start(agentLog(), "agent", "--config", config().toString());
  }

  /**
   * The agent's process.
   *
   * @throws IllegalStateException if none was started
   */
  public Child agent() {
    if (agent == null) {
      throw new IllegalStateException("no agent was started");
    }
    return agent;
  }

  /**
   * The service's process.
   *
   * @throws IllegalStateException if none was started
   */
  public Child service() {
    if (service == null) {
      throw new IllegalStateException("no service was started");
    }
    return service;
  }

  /** Starts the service on what {@code current} names, and waits until it answers. */
  public void startService() throws IOException {
    Await.until("there is an active release", START, () -> Files.exists(current()));
    service =
        Child.startJava(
            home.resolve("service.log"),
            ModelService.class.getPackageName() + ".ServiceMain",
            "--model",
            current().toString(),
            "--port",
            Integer.toString(servicePort));
    Await.until("the service answers", START, () -> served().status() == 200);
  }

  /** Where the service takes requests. */
  public String serviceUrl() {
    return "http://127.0.0.1:" + servicePort + "/";
  }

  /** What the service says about its version. */
  public Http.Reply served() throws IOException {
    return Http.get("http://127.0.0.1:" + servicePort + "/version");
  }

  public String servedVersion() throws IOException {
    return JSON.readTree(served().body()).path("version").asText();
  }

  /** Asks the service for a prediction. */
  public JsonNode predict(String json) throws IOException {
    return JSON.readTree(Http.post("http://127.0.0.1:" + servicePort + "/", json).body());
  }

  /** The bundle's part of {@code /status}. */
  public JsonNode status() throws IOException {
    return JSON.readTree(Http.get(agentUrl() + "status").body()).at("/bundles/0");
  }

  public Http.Reply readyz() throws IOException {
    return Http.get("http://127.0.0.1:" + agentPort + "/readyz");
  }

  public void awaitReady(Duration deadline) {
    Await.until("/readyz answers 200", deadline, () -> readyz().status() == 200);
  }

  public void awaitReadyWith(String version, Duration deadline) {
    Await.until(
        "the node is ready with " + version,
        deadline,
        () -> servedVersion().equals(version) && readyz().status() == 200);
  }

  /** Waits until the node refuses, and returns its reason. */
  public String awaitRefusal(Duration deadline) throws IOException {
    var refusal = new Http.Reply[1];
    Await.until(
        "/readyz answers 503",
        deadline,
        () -> {
          refusal[0] = readyz();
          return refusal[0].status() == 503;
        });
    return JSON.readTree(refusal[0].body()).at("/reasons/0").asText();
  }

  /** Asks the running agent for a cycle now. */
  public Http.Reply syncNow() throws IOException {
    return command("sync");
  }

  /** Gives the running agent a command. */
  public Http.Reply command(String path) throws IOException {
    return Http.command(state().resolve("agent.sock"), path);
  }

  @Override
  public void close() {
    if (agent != null) {
      agent.close();
    }
    if (service != null) {
      service.close();
    }
  }
}
