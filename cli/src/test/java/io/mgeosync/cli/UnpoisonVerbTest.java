package io.mgeosync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.mgeosync.activate.Poisoned;
import io.mgeosync.channel.Pin;
import io.mgeosync.manifest.BundleName;
import io.mgeosync.manifest.BundleVersion;
import io.mgeosync.manifest.digest.Digest;
import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class UnpoisonVerbTest {
  private final FakeNode node = new FakeNode();

  private void poison(String bundle) {
    Pin pin =
        new Pin(new BundleName(bundle), new BundleVersion("v2"), Digest.sha256Of(new byte[0]));
    Instant at = Instant.parse("2026-11-22T03:00:00Z");
    node.poisoned.add(new Poisoned(pin, at, "wrong answers"));
  }

  @Test
  void theRunningAgentForgets() throws IOException {
    poison("mgeo-base");
    try (FakeAgent agent = new FakeAgent(200, n -> "{}")) {
      node.http = agent.address();
      CliRun run = CliRun.of(node, "unpoison");
      assertThat(run.exitCode()).isZero();
      assertThat(run.out())
          .isEqualTo(
              "mgeo-base v2 (e3b0c44298fc) may be tried again; it failed at 2026-11-22T03:00:00Z:"
                  + " wrong answers\n");
      assertThat(agent.posted).containsExactly("/unpoison");
      assertThat(node.poisoned).hasSize(1);
    }
  }

  @Test
  void withoutAnAgentEachListIsClearedHere() throws IOException {
    poison("mgeo-base");
    poison("mgeo-large");
    node.http = FakeAgent.nowhere();
    assertThat(CliRun.of(node, "unpoison").out()).hasLineCount(2);
    assertThat(node.poisoned).isEmpty();
    assertThat(CliRun.of(node, "unpoison").out())
        .isEqualTo("nothing is listed: no bundle failed on this node\n");
  }
}
