package io.mgeosync.e2e.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.mgeosync.e2e.harness.Failure;
import io.mgeosync.e2e.harness.Http;
import io.mgeosync.e2e.harness.Look;
import io.mgeosync.e2e.harness.Needs;
import io.mgeosync.e2e.harness.Pace;
import io.mgeosync.e2e.harness.ProbedNode;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each failure closes the gate for its own reason, and the gate opens when it has passed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Needs({"gcc", "/usr/include/stdio.h"})
class ProbeFaultsIT {
  private static final int FALL = 3;
  private static final Pace PACE =
      new Pace(Duration.ofMillis(500), Duration.ofMillis(500), FALL, 2);

  private ProbedNode node;

  @BeforeAll
  void serve() throws IOException {
    node = ProbedNode.open(PACE, false);
  }

  @AfterAll
  void stop() throws IOException {
    node.close();
  }

  @BeforeEach
  void forgetFalls() throws IOException {
    node.restartAgent();
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CPU_FALLBACK")
  void closesTheGateAndOpensItAgain(Failure failure) throws IOException {
    try {
      failure.inject(node);
      assertRefusal(failure);
    } finally {
      failure.heal(node);
    }

    node.node().awaitReadyWith("v2", ProbedNode.PATIENCE);
  }

  private void assertRefusal(Failure failure) throws IOException {
    String condition = failure.condition();
    Look refused = Refusals.await(node, failure);
    assertThat(refused.reason(condition)).matches(failure.reasons());
    if (!failure.proven()) {
      assertThat(refused.streak(condition)).isGreaterThanOrEqualTo(FALL);
    }
    Http.Reply readyz = node.node().readyz();
    assertThat(readyz.status()).isEqualTo(503);
    assertThat(readyz.body()).contains(condition);
  }
}
