package io.mgeosync.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.mgeosync.channel.Pin;
import io.mgeosync.disk.DirectoryBusyException;
import io.mgeosync.disk.TestFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The whole agent in one process. */
@Timeout(120)
final class AgentTest extends AgentSite {
  @Test
  void whatTheServiceDoesNotLoadIsRolledBackUntilAnOperatorHasItTriedAgain() throws Exception {
    Pin v1 = promote("v1", 1);
    try (Agent agent = Agent.start(config("127.0.0.1:0"), CLOCK)) {
      awaitStatus(agent, v1);
      unloadable = "v2";
      Pin v2 = promote("v2", 2);
      post("/sync");
      // The channel no longer allows v1; it is active and loaded all the same.
      awaitStatus(agent, "\"outcome\":\"rolled_back\"", 503);
      assertThat(loaded).contains(v1.digest().toString());
      post("/sync");
      awaitStatus(agent, "is not tried again: not proven within 3s", 503);
      unloadable = "";
      post("/unpoison");
      post("/sync");
      awaitStatus(agent, v2);
      assertThat(get(agent, "/status").body())
          .contains("\"probe\":{\"result\":\"good\",\"reason\":\"DigestMatches\"");
    }
  }

  @Test
  void withoutAnAgentEveryCheckRunsOnce() throws Exception {
    Pin v1 = promote("v1", 1);
    try (Agent agent = Agent.start(config("127.0.0.1:0"), CLOCK)) {
      awaitStatus(agent, v1);
      assertThatExceptionOfType(DirectoryBusyException.class)
          .isThrownBy(() -> ProbeOnce.run(config("127.0.0.1:0"), CLOCK));
    }
    String journal = Files.readString(layout().journal());
    String status = ProbeOnce.run(config("127.0.0.1:0"), CLOCK);
    assertThat(status)
        .contains("\"type\":\"Verified\",\"holds\":true")
        .contains("\"probe\":{\"result\":\"good\",\"reason\":\"DigestMatches\"");
    loaded = "{\"version\":\"v0\"}";
    assertThat(ProbeOnce.run(config("127.0.0.1:0"), CLOCK)).contains("\"result\":\"wrong\"");
    assertThat(layout().journal()).hasContent(journal);
    assertEverythingClosed();
  }

  @Test
  void aNodeBecomesReadyIsToldToSyncAndSaysSoEverywhere() throws Exception {
    Pin v1 = promote("v1", 1);
    try (Agent agent = Agent.start(config("127.0.0.1:0"), CLOCK)) {
      awaitStatus(agent, v1);
      Pin v2 = promote("v2", 2);
      post("/sync");
      awaitStatus(agent, v2);
      assertThat(loaded).contains(v2.digest().toString());
      assertThat(get(agent, "/readyz").body()).contains("\"ready\":true");
      assertThat(get(agent, "/status").body()).contains("\"outcome\":\"switched\"");
      assertThat(get(agent, "/metrics").body())
          .contains("mgeo_sync_ready{bundle=\"mgeo-base\"} 1.0")
          .contains("mgeo_sync_condition{bundle=\"mgeo-base\",condition=\"Served\"} 1.0")
          .containsPattern("mgeo_sync_desired_info\\{.*version=\"v2\"")
          .containsPattern("mgeo_sync_active_info\\{.*version=\"v2\"")
          .containsPattern("mgeo_sync_served_info\\{.*version=\"v2\"")
          .doesNotContain("version=\"v1\"")
          .contains("mgeo_sync_sync_outcome_total{bundle=\"mgeo-base\",outcome=\"switched\"} 2.0")
          .containsPattern("mgeo_sync_refused_seconds_total\\{.*condition=\"Served\"} 0*\\.?\\d")
          .containsPattern("mgeo_sync_probe_seconds_bucket\\{.*probe=\"health\"")
          .containsPattern("mgeo_sync_gate_changes_total\\{.*to=\"serve\"} [1-9]")
          .contains("mgeo_sync_scrub_failed{bundle=\"mgeo-base\"} 0.0")
          .contains("mgeo_sync_build_info{version=\"");
      assertThat(get(agent, "/status").body())
          .contains("\"facts\":{\"pythonLock\":\"sha256:")
          .contains("\"warnings\":[]")
          .contains("\"type\":\"RequirementsMet\",\"holds\":true");
      // Kept by whoever saw the edge, after everybody else can see it.
      awaitTrue(() -> Files.readString(layout().lastDecision()).contains("\"ready\":true"));
    }
    assertEverythingClosed();
  }

  @Test
  void aScrubThatIsAskedForRepairsWithoutWaitingForAnything() throws Exception {
    Pin v1 = promote("v1", 1);
    try (Agent agent = Agent.start(config("127.0.0.1:0"), CLOCK)) {
      awaitStatus(agent, v1);
      Path weights = layout().current().resolve("weights.bin");
      byte[] good = Files.readAllBytes(weights);
      byte[] bad = good.clone();
      bad[500_000] ^= 1;
      Files.write(TestFiles.writable(weights), bad);
      post("/scrub");
      awaitBody(agent, "\"outcome\":\"repaired\"");
      assertThat(weights).hasBinaryContent(good);
      assertThat(get(agent, "/status").body()).contains("~1\"}");
    }
  }

  @Test
  void aRestartedAgentServesAtOnceAndReadsTheReleaseAfterwards() throws Exception {
    Pin v1 = promote("v1", 1);
    Instant first;
    try (Agent agent = Agent.start(config("127.0.0.1:0"), CLOCK)) {
      awaitStatus(agent, v1);
      first = verifiedAt(agent).orElseThrow();
    }
    try (Agent agent = Agent.start(config("127.0.0.1:0"), CLOCK)) {
      awaitStatus(agent, v1);
      awaitTrue(() -> verifiedAt(agent).filter(first::isBefore).isPresent());
      assertThat(get(agent, "/readyz").statusCode()).isEqualTo(200);
    }
  }

  private Optional<Instant> verifiedAt(Agent agent) throws Exception {
    Matcher found =
        Pattern.compile("\"verifiedAt\":\"([^\"]+)\"").matcher(get(agent, "/status").body());
    return found.find() ? Optional.of(Instant.parse(found.group(1))) : Optional.empty();
  }

  private void awaitBody(Agent agent, String part) throws Exception {
    awaitTrue(() -> get(agent, "/status").body().contains(part));
  }

  private static void awaitTrue(Callable<Boolean> condition) throws Exception {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!condition.call()) {
      assertThat(System.nanoTime()).isLessThan(until);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }
}
