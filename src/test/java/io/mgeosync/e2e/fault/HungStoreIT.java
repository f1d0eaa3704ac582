package io.mgeosync.e2e.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.mgeosync.e2e.harness.Await;
import io.mgeosync.e2e.harness.Child;
import io.mgeosync.e2e.harness.Cli;
import io.mgeosync.e2e.harness.Cli.Outcome;
import io.mgeosync.e2e.harness.FaultyFiles;
import io.mgeosync.e2e.harness.FaultyFiles.State;
import io.mgeosync.e2e.harness.Http;
import io.mgeosync.e2e.harness.Ports;
import io.mgeosync.e2e.harness.Scratch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The store is a mount whose server is gone: each call on it hangs in native code, for ever. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HungStoreIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration ORDERLY = Duration.ofSeconds(10);
  private static final int UNAVAILABLE = 6;
  private static final int TERMINATED = 143;

  private Path scratch;
  private Path config;
  private Path log;
  private FaultyFiles mount;
  private Cli cli;
  private int port;

  @BeforeAll
  void publish() throws IOException {
    scratch = Scratch.create();
    Path store = Files.createDirectories(scratch.resolve("mnt"));
    mount = new FaultyFiles(scratch.resolve("faulty"), store);
    port = Ports.free();
    log = scratch.resolve("agent.log");
    config =
        Files.writeString(
            scratch.resolve("agent.yaml"),
            """
            node: gpu-1
            state: %s
            store: {url: "%s", timeout: 2s}
            channel: {name: production, poll: 1s}
            http: {listen: "127.0.0.1:%d"}
            bundles: [{name: tiny}]
            """
                .formatted(scratch.resolve("state"), "file://" + store, port));
    cli = new Cli(scratch, mount.environment());
    Path model = Files.createDirectories(scratch.resolve("model"));
    Files.writeString(model.resolve("weights.bin"), "weights");
    String url = "file://" + store;
    cli.succeed("publish", model.toString(), "--store", url, "--bundle", "tiny", "--version", "v1");
    promote(url);
    cli.succeed("sync", "--config", config.toString());
  }

  private void promote(String store) throws IOException {
    cli.succeed(
        "promote",
        "--store",
        store,
        "--channel",
        "production",
        "--bundle",
        "tiny",
        "--version",
        "v1");
  }

  @AfterEach
  void mend() throws IOException {
    mount.become(State.OK);
  }

  @AfterAll
  void remove() throws IOException {
    Scratch.delete(scratch);
  }

  @Test
  void anAgentStartsServesOnItsLastWordAndEndsInGoodOrder() throws IOException {
    mount.become(State.HUNG);
    try (Child agent = startAgent()) {
      awaitReady();
      Await.until("it says so", PATIENCE, () -> agent.output().contains("does not answer"));

      assertThat(readyz().status()).isEqualTo(200);
      agentEndsInGoodOrder(agent);
    }
  }

  @Test
  void aRunningAgentGoesOnServingAndEndsInGoodOrder() throws IOException {
    try (Child agent = startAgent()) {
      awaitReady();
      mount.become(State.HUNG);
      Await.until("it says so", PATIENCE, () -> agent.output().contains("does not answer"));
      Http.post("http://127.0.0.1:" + port + "/sync", "");

      assertThat(readyz().status()).isEqualTo(200);
      agentEndsInGoodOrder(agent);
    }
  }

  @Test
  void anAgentReadsAgainOnceTheMountAnswers() throws IOException {
    mount.become(State.HUNG);
    try (Child agent = startAgent()) {
      Await.until("it says so", PATIENCE, () -> agent.output().contains("does not answer"));
      mount.become(State.OK);

      Await.until("it says so", PATIENCE, () -> agent.output().contains("can be read again"));
      assertThat(readyz().status()).isEqualTo(200);
    }
  }

  @Test
  void aSyncEndsWithASentenceSoon() throws IOException {
    mount.become(State.HUNG);
    long begun = System.nanoTime();

    Outcome outcome = cli.run("sync", "--config", config.toString());

    assertThat(outcome.exitCode()).isEqualTo(UNAVAILABLE);
    assertThat(outcome.output()).contains("does not answer").hasLineCount(1);
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(20));
  }

  private Child startAgent() throws IOException {
    Files.deleteIfExists(log);
    return cli.start(log, "agent", "--config", config.toString());
  }

  private void awaitReady() {
    Await.until("/readyz answers 200", PATIENCE, () -> readyz().status() == 200);
  }

  private Http.Reply readyz() throws IOException {
    return Http.get("http://127.0.0.1:" + port + "/readyz");
  }

  private static void agentEndsInGoodOrder(Child agent) {
    long begun = System.nanoTime();
    assertThat(agent.terminate()).isEqualTo(TERMINATED);
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(ORDERLY);
  }
}
