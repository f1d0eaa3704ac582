package io.mgeosync.e2e.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.mgeosync.e2e.harness.Await;
import io.mgeosync.e2e.harness.Child;
import io.mgeosync.e2e.harness.Cli;
import io.mgeosync.e2e.harness.Cli.Outcome;
import io.mgeosync.e2e.harness.DirectorySite;
import io.mgeosync.e2e.harness.FaultyFiles;
import io.mgeosync.e2e.harness.FaultyFiles.State;
import java.io.IOException;
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

  private DirectorySite site;
  private FaultyFiles mount;
  private Cli cli;

  @BeforeAll
  void sync() throws IOException {
    site = new DirectorySite();
    mount = new FaultyFiles(site.scratch().resolve("faulty"), site.store());
    cli = new Cli(site.scratch(), mount.environment());
    cli.succeed("sync", "--config", site.config().toString());
  }

  @AfterEach
  void mend() throws IOException {
    mount.become(State.OK);
  }

  @AfterAll
  void remove() throws IOException {
    site.close();
  }

  @Test
  void anAgentStartsServesOnItsLastWordAndEndsInGoodOrder() throws IOException {
    mount.become(State.HUNG);
    try (Child agent = site.startAgent(mount.environment())) {
      site.awaitReady();
      awaitWord(agent, "does not answer");

      assertThat(site.get("readyz").status()).isEqualTo(200);
      assertEndsInGoodOrder(agent);
    }
  }

  @Test
  void aRunningAgentGoesOnServingAndEndsInGoodOrder() throws IOException {
    try (Child agent = site.startAgent(mount.environment())) {
      site.awaitReady();
      mount.become(State.HUNG);
      awaitWord(agent, "does not answer");
      site.post("sync");

      assertThat(site.get("readyz").status()).isEqualTo(200);
      assertEndsInGoodOrder(agent);
    }
  }

  @Test
  void anAgentReadsAgainOnceTheMountAnswers() throws IOException {
    mount.become(State.HUNG);
    try (Child agent = site.startAgent(mount.environment())) {
      awaitWord(agent, "does not answer");
      mount.become(State.OK);

      awaitWord(agent, "can be read again");
      assertThat(site.get("readyz").status()).isEqualTo(200);
    }
  }

  @Test
  void aSyncEndsWithASentenceSoon() throws IOException {
    mount.become(State.HUNG);
    long begun = System.nanoTime();

    Outcome outcome = cli.run("sync", "--config", site.config().toString());

    assertThat(outcome.exitCode()).isEqualTo(UNAVAILABLE);
    assertThat(outcome.output()).contains("does not answer").hasLineCount(1);
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(20));
  }

  private static void awaitWord(Child agent, String word) {
    Await.until("the log says " + word, PATIENCE, () -> agent.output().contains(word));
  }

  private static void assertEndsInGoodOrder(Child agent) {
    long begun = System.nanoTime();
    assertThat(agent.terminate()).isEqualTo(TERMINATED);
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(ORDERLY);
  }
}
