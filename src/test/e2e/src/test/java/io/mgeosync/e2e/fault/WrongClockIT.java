package io.mgeosync.e2e.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.mgeosync.e2e.harness.Await;
import io.mgeosync.e2e.harness.Child;
import io.mgeosync.e2e.harness.DirectorySite;
import io.mgeosync.e2e.harness.FakeTime;
import io.mgeosync.e2e.harness.Http;
import io.mgeosync.e2e.harness.Needs;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The machine's clock was wrong when the agent started, and is then set right. */
@Needs("faketime")
class WrongClockIT {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private DirectorySite site;
  private FakeTime time;

  @BeforeEach
  void serve() throws IOException {
    site = new DirectorySite();
    time = new FakeTime(site.scratch().resolve("time"));
    onlyBySchedule();
  }

  /** Every five seconds, and nothing else makes it read the channel. */
  private void onlyBySchedule() throws IOException {
    String text = Files.readString(site.config());
    Files.writeString(
        site.config(),
        text.replace("poll: 1s", "poll: 1h")
            .replace(
                "bundles: [{name: tiny}]",
                "bundles: [{name: tiny, schedule: {cron: '*/5 * * * * ?', splay: 0s}}]"));
  }

  @AfterEach
  void remove() throws IOException {
    site.close();
  }

  @Test
  void schedulesFollowAClockThatWasTwentyDaysAhead() throws IOException {
    time.set(Duration.ofDays(20));
    try (Child agent = site.startAgent(time.environment())) {
      site.awaitReady();
      time.set(Duration.ZERO);
      awaitWord(agent, "the clock was set by");
      site.release("v2");

      Await.until("v2 is served", PATIENCE, this::servesSecondVersion);
    }
  }

  private boolean servesSecondVersion() throws IOException {
    Http.Reply readyz = site.get("readyz");
    return readyz.status() == 200 && readyz.body().contains("\"v2\"");
  }

  @Test
  void aStartIn1970ServesAndGoesOnWhenTheClockIsSet() throws IOException {
    try (Child agent = site.startAgent(time.environment())) {
      site.awaitReady();
      assertThat(agent.terminate()).isEqualTo(143);
    }
    time.set(Duration.between(Instant.now(), Instant.EPOCH.plusSeconds(100)));
    try (Child agent = site.startAgent(time.environment())) {
      site.awaitReady();
      time.set(Duration.ZERO);
      awaitWord(agent, "the clock was set by");

      assertThat(site.get("readyz").status()).as(site.get("readyz").body()).isEqualTo(200);
      assertThat(agent.output().replaceFirst("(?s).*?: SERVE", "")).doesNotContain("REFUSE");
    }
  }

  private static void awaitWord(Child agent, String word) {
    Await.until("the log says " + word, PATIENCE, () -> agent.output().contains(word));
  }
}
