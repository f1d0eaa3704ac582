package io.mgeosync.e2e.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A tiny bundle in a directory as its store, and one node that follows it without a service. */
public final class DirectorySite implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String BUNDLE = "tiny";

  private final Path scratch;
  private final int port;
  private final Cli publisher;

  /** Publishes and promotes v1. */
  public DirectorySite() throws IOException {
    this.scratch = Scratch.create();
    this.port = Ports.free();
    this.publisher = new Cli(scratch, Map.of());
    Files.createDirectories(store());
    Files.createDirectories(state());
    Files.writeString(
        config(),
        """
        node: gpu-1
        state: %s
        store: {url: "file://%s", timeout: 2s}
        channel: {name: production, poll: 1s}
        http: {listen: "127.0.0.1:%d"}
        bundles: [{name: %s}]
        """
            .formatted(state(), store(), port, BUNDLE));
    release("v1", "--create");
  }

  /** The store's directory. */
  public Path store() {
    return scratch.resolve("mnt");
  }

  public Path state() {
    return scratch.resolve("state");
  }

  public Path config() {
    return scratch.resolve("agent.yaml");
  }

  /** For what a test needs beside. */
  public Path scratch() {
    return scratch;
  }

  /** Publishes and promotes a version; by default without a rollout, so the one before is out. */
  public void release(String version, String... more) throws IOException {
    Path model = Files.createDirectories(scratch.resolve("model-" + version));
    Files.writeString(model.resolve("weights.bin"), "weights of " + version);
    publisher.succeed(command("publish", List.of(model.toString()), version, List.of()));
    publisher.succeed(
        command(
            "promote",
            List.of("--channel", "production", "--rollout", "0s"),
            version,
            List.of(more)));
  }

  private String[] command(String verb, List<String> first, String version, List<String> more) {
    var words = new ArrayList<String>(List.of(verb));
    words.addAll(first);
    words.addAll(List.of("--store", "file://" + store(), "--bundle", BUNDLE, "--version", version));
    words.addAll(more);
    return words.toArray(String[]::new);
  }

  /** Starts the agent with this in its environment; its log begins empty. */
  public Child startAgent(Map<String, String> environment) throws IOException {
    Path log = scratch.resolve("agent.log");
    Files.deleteIfExists(log);
    return new Cli(scratch, environment).start(log, "agent", "--config", config().toString());
  }

  public void awaitReady() {
    Await.until("/readyz answers 200", PATIENCE, () -> get("readyz").status() == 200);
  }

  public Http.Reply get(String path) throws IOException {
    return Http.get(url(path));
  }

  public String url(String path) {
    return "http://127.0.0.1:" + port + "/" + path;
  }

  public Http.Reply post(String path) throws IOException {
    return Http.command(state().resolve("agent.sock"), path);
  }

  @Override
  public void close() throws IOException {
    Scratch.delete(scratch);
  }
}
