package io.mgeosync.e2e.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.mgeosync.e2e.harness.Failure;
import io.mgeosync.e2e.harness.Look;
import io.mgeosync.e2e.harness.ProbedNode;

/** How a gate closes. */
final class Refusals {
  private Refusals() {}

  /**
   * Waits until the condition that must see the failure refuses; what is proven wrong must never be
   * looked at a second time with the gate still open.
   */
  static Look await(ProbedNode node, Failure failure) {
    String condition = failure.condition();
    return node.await(
        condition + " refuses",
        look -> {
          // The gate is read before the probe, so that one look may have ended in between.
          boolean twice = look.result(condition).equals("wrong") && look.streak(condition) > 1;
          assertThat(look.ready() && twice).as("open after two wrong looks: " + look).isFalse();
          return look.refuses(condition) && !look.ready();
        });
  }
}
