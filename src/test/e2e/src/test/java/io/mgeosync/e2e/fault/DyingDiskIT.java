package io.mgeosync.e2e.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.mgeosync.e2e.harness.Await;
import io.mgeosync.e2e.harness.Child;
import io.mgeosync.e2e.harness.DirectorySite;
import io.mgeosync.e2e.harness.FaultyFiles;
import io.mgeosync.e2e.harness.FaultyFiles.State;
import io.mgeosync.e2e.harness.Http;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The disk of the node's state takes nothing any more, and what an operator says still counts. */
class DyingDiskIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @ParameterizedTest
  @EnumSource(names = {"FULL", "READ_ONLY", "FAILING"})
  void aVersionThatIsRevokedIsNoLongerServedAndADrainIsADrain(State fault) throws IOException {
    try (var site = new DirectorySite()) {
      var disk = new FaultyFiles(site.scratch().resolve("faulty"), site.state());
      try (Child agent = site.startAgent(disk.environment())) {
        site.awaitReady();
        disk.become(fault);

        assertThat(site.post("drain?force=true").status()).isEqualTo(202);
        assertThat(site.get("readyz").body()).contains("draining", "until the agent restarts only");
        assertThat(site.post("undrain").status()).isEqualTo(202);
        Await.until("it is ready", PATIENCE, () -> site.get("readyz").status() == 200);

        site.release("v2");
        Await.until("v1 is out", PATIENCE, () -> site.get("readyz").status() == 503);
        Http.Reply refused = site.get("readyz");
        assertThat(refused.body()).contains("channel production wants", "cannot be written down");
        assertThat(site.get("metrics").body())
            .contains("mgeo_sync_state_write_failed{bundle=\"tiny\"} 1.0");

        disk.become(State.OK);
        Await.until("v2 is in", PATIENCE, () -> site.get("readyz").status() == 200);
        assertThat(site.get("readyz").body()).doesNotContain("cannot be written down");
        assertThat(agent.alive()).isTrue();
      }
    }
  }
}
