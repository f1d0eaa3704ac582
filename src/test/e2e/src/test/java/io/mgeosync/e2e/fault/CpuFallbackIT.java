package io.mgeosync.e2e.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.mgeosync.e2e.harness.Failure;
import io.mgeosync.e2e.harness.Look;
import io.mgeosync.e2e.harness.Needs;
import io.mgeosync.e2e.harness.Pace;
import io.mgeosync.e2e.harness.ProbedNode;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/**
 * A service that answers rightly and from the CPU. The driver's PIDs are the machine's, so that
 * this can only be proven where ours are too.
 */
@EnabledIf(
    value = "io.mgeosync.e2e.harness.ProbedNode#hasPidsOfMachine",
    disabledReason = "not on this machine: in a PID namespace no process has the driver's PID")
@Needs({"gcc", "/usr/include/stdio.h"})
class CpuFallbackIT {
  private static final Pace PACE = new Pace(Duration.ofMillis(500), Duration.ofMillis(500), 3, 2);

  @Test
  void closesTheGateAndOpensItAgain() throws IOException {
    Failure failure = Failure.CPU_FALLBACK;
    try (var node = ProbedNode.open(PACE, true)) {
      failure.inject(node);

      Look refused = Refusals.await(node, failure);
      assertThat(refused.reason(failure.condition())).matches(failure.reasons());

      failure.heal(node);
      node.node().awaitReadyWith("v2", ProbedNode.PATIENCE);
    }
  }

  /** Its memory of the GPU is still its own; only what is computed there tells. */
  @Test
  void aServiceThatKeepsItsMemoryAndComputesOnTheCpuIsFoundToo() throws IOException {
    try (var node = ProbedNode.open(PACE, true)) {
      node.gpu().set("gpm", "cpu");
      node.await(
          "a service that computes nothing on its GPU is refused",
          look -> look.reason("SmokePassed").equals("CpuFallback"));
      node.gpu().set("gpm");
      node.node().awaitReadyWith("v2", ProbedNode.PATIENCE);

      node.gpu().set("gpm", "fail=nvmlDeviceGetPciInfo_v3:999");
      node.await(
          "an error of the driver is no well GPU",
          look -> look.reason("GpuUsable").equals("DriverError") && !look.ready());
      node.gpu().set("gpm");
      node.node().awaitReadyWith("v2", ProbedNode.PATIENCE);
    }
  }
}
