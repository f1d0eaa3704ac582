package io.mgeosync.e2e.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.mgeosync.e2e.harness.FakeGpu.State;
import io.mgeosync.e2e.harness.Needs;
import io.mgeosync.e2e.harness.Pace;
import io.mgeosync.e2e.harness.ProbedNode;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What the agent asks hangs, and SIGTERM ends the agent in good order all the same. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Needs({"gcc", "/usr/include/stdio.h"})
class OrderlyEndIT {
  private static final Duration ORDERLY = Duration.ofSeconds(10);
  private static final int TERMINATED = 143;
  private static final Pace PACE = new Pace(Duration.ofSeconds(1), Duration.ofSeconds(1), 3, 2);

  private ProbedNode node;

  @BeforeAll
  void serve() throws IOException {
    node = ProbedNode.open(PACE, false);
  }

  @AfterAll
  void stop() throws IOException {
    node.close();
  }

  @AfterEach
  void mend() throws IOException {
    node.node().service().resume();
    node.computeOnGpu();
    node.node().startAgent();
    node.node().awaitReady(ProbedNode.PATIENCE);
  }

  @Test
  void whileTheServiceHangs() throws IOException {
    node.node().service().suspend();
    node.await("the service is late", look -> look.result("Served").equals("late"));

    assertEndsInGoodOrder();
  }

  @Test
  void whileTheServiceHangsInItsReload() throws IOException {
    node.publications().publishRight("v3");
    node.publications().promote("v3");
    node.node().service().suspend();
    node.node().syncNow();
    node.await("v3 is active", look -> active().startsWith("v3-"));

    assertEndsInGoodOrder();
  }

  @Test
  void whileTheDriverHangs() throws IOException {
    node.gpu().become(State.HUNG);
    node.await("the driver is late", look -> look.result("GpuUsable").equals("late"));

    assertEndsInGoodOrder();
  }

  private String active() throws IOException {
    return String.valueOf(node.node().current().toRealPath().getFileName());
  }

  private void assertEndsInGoodOrder() {
    long begun = System.nanoTime();
    assertThat(node.node().agent().terminate()).isEqualTo(TERMINATED);
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(ORDERLY);
  }
}
