package io.mgeosync.e2e.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.mgeosync.e2e.harness.Await;
import io.mgeosync.e2e.harness.Child;
import io.mgeosync.e2e.harness.Cli;
import io.mgeosync.e2e.harness.Cli.Outcome;
import io.mgeosync.e2e.harness.FaultyFiles;
import io.mgeosync.e2e.harness.Http;
import io.mgeosync.e2e.harness.Ports;
import io.mgeosync.e2e.harness.Scratch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The name server never answers, and every host of the configuration has a name: the store's, the
 * mirror's, the service's and the peer's. A resolver in C cannot be interrupted.
 */
class HungNameServiceIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration ORDERLY = Duration.ofSeconds(10);
  private static final int UNAVAILABLE = 6;
  private static final int TERMINATED = 143;

  private Path scratch;
  private Path config;
  private Cli cli;
  private int port;

  @BeforeEach
  void configure() throws IOException {
    scratch = Scratch.create();
    var names = new FaultyFiles(scratch.resolve("faulty"), scratch.resolve("none"));
    Map<String, String> environment = new HashMap<>(names.environment());
    environment.put("AWS_ACCESS_KEY_ID", "key");
    environment.put("AWS_SECRET_ACCESS_KEY", "secret");
    cli = new Cli(scratch, environment);
    port = Ports.free();
    config = Files.writeString(scratch.resolve("agent.yaml"), yaml());
  }

  private String yaml() {
    return """
    node: gpu-1
    state: %s
    store:
      url: s3://models/x
      endpoint: http://store.hung.test:9000
      timeout: 2s
      mirrors: ["http://mirror.hung.test/models"]
    channel: {name: production, poll: 1s}
    http: {listen: "127.0.0.1:%d"}
    peers: ["http://peer.hung.test:9640"]
    bundles:
      - name: tiny
        service: {url: "http://service.hung.test:5000/", interval: 1s, deadline: 1s}
        reload: {post: "http://service.hung.test:5000/reload", deadline: 2s}
    """
        .formatted(scratch.resolve("state"), port);
  }

  @AfterEach
  void remove() throws IOException {
    Scratch.delete(scratch);
  }

  @Test
  void anAgentStartsAnswersAndEndsInGoodOrder() throws IOException {
    Path log = scratch.resolve("agent.log");
    try (Child agent = cli.start(log, "agent", "--config", config.toString())) {
      Await.until("it answers", PATIENCE, () -> get("readyz").status() == 503);
      Await.until("it says so", PATIENCE, () -> agent.output().contains("did not answer in time"));
      assertThat(get("status").status()).isEqualTo(200);

      long begun = System.nanoTime();
      assertThat(agent.terminate()).isEqualTo(TERMINATED);
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(ORDERLY);
    }
  }

  @Test
  void aSyncEndsWithASentence() throws IOException {
    Outcome outcome = cli.run("sync", "--config", config.toString());

    assertThat(outcome.exitCode()).isEqualTo(UNAVAILABLE);
    assertThat(outcome.output()).contains("store.hung.test").hasLineCount(1);
  }

  private Http.Reply get(String path) throws IOException {
    return Http.get("http://127.0.0.1:" + port + "/" + path);
  }
}
