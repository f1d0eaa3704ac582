package io.mgeosync.e2e.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.mgeosync.e2e.harness.Cli.Outcome;
import io.mgeosync.e2e.harness.Look;
import io.mgeosync.e2e.harness.Needs;
import io.mgeosync.e2e.harness.Pace;
import io.mgeosync.e2e.harness.ProbedNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * A new bundle loads, reports itself and gives wrong answers: the node tries it, goes back to the
 * one before, says why, and does not try it again until it is told to.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Needs({"gcc", "/usr/include/stdio.h"})
class WrongBundleIT {
  private static final Pace PACE = new Pace(Duration.ofMillis(500), Duration.ofMillis(500), 3, 2);

  private ProbedNode node;

  @BeforeAll
  void serve() throws IOException {
    node = ProbedNode.open(PACE, false);
  }

  @AfterAll
  void stop() throws IOException {
    node.close();
  }

  @Test
  void theOneBeforeServesOnWhileTheChannelAllowsIt() throws IOException {
    Path before = node.node().current().toRealPath();
    node.publications().publishWrong("v3");
    node.publications().promote("v3");

    node.node().syncNow();

    Look after = awaitPoisoned("v3");
    node.node().awaitReadyWith("v2", ProbedNode.PATIENCE);
    assertThat(node.node().current().toRealPath()).isEqualTo(before);
    assertThat(after.lastCycle()).contains("same-address", "mgeo-sync unpoison");
    assertThat(verb("status").output()).contains("v3", "same-address");
  }

  @Test
  void explainSaysWhyAndUnpoisonLetsItBeTriedAgain() throws IOException {
    node.publications().publishWrong("v4");
    node.publications().promote("v4", "--rollout", "0s");
    node.node().syncNow();
    awaitPoisoned("v4");

    node.await("the channel refuses v2", look -> look.refuses("Active"));
    Outcome explained = verb("explain");
    assertThat(explained.exitCode()).as(explained.output()).isEqualTo(10);
    assertThat(explained.output()).contains("v4", "same-address", "mgeo-sync unpoison");
    assertThat(explained.output().lines()).hasSize(1);
    assertThat(node.node().servedVersion()).isEqualTo("v2");

    assertThat(verb("unpoison").output()).contains("v4", "may be tried again");
    node.await("nothing is listed", look -> verbSays("unpoison", "nothing is listed"));
    int before = trials("v4");
    node.node().syncNow();
    node.await("v4 is tried again", look -> trials("v4") > before);
    awaitPoisoned("v4");
  }

  private Look awaitPoisoned(String version) {
    return node.await(
        version + " was rolled back",
        look ->
            look.lastCycle().contains(version) && look.lastCycle().contains("failed on this node"));
  }

  private Outcome verb(String name) throws IOException {
    return node.cli().run(name, "--config", node.node().config().toString());
  }

  private boolean verbSays(String name, String words) throws IOException {
    return verb(name).output().contains(words);
  }

  /** As the agent's log has them. */
  private int trials(String version) throws IOException {
    return (int)
        node.node().agent().output().lines().filter(line -> isTrial(line, version)).count();
  }

  private static boolean isTrial(String line, String version) {
    return line.contains(" " + version + " ") && line.contains("trying");
  }
}
