package io.mgeosync.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.mgeosync.gate.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The clock of an agent that runs is set; its runs are where the new time has them. */
@Timeout(60)
final class ClockStepTest {
  private static final CronSpec AT_THREE = CronSpec.parse("0 3 * * *", ZoneOffset.UTC);

  private final SettableClock clock = new SettableClock();
  private final BlockingQueue<String> runs = new LinkedBlockingQueue<>();
  private CycleScheduler scheduler;

  @BeforeEach
  void start() {
    scheduler = new CycleScheduler("gpu-node-1", clock, 2, Duration.ofMillis(300));
  }

  @AfterEach
  void close() {
    scheduler.close();
  }

  private void startAt(String time) {
    setTo(time);
    scheduler.schedule(
        "b", AT_THREE, Duration.ZERO, Optional.of(clock.instant()), () -> runs.add("run"));
  }

  private void setTo(String time) {
    clock.advance(Duration.between(clock.instant(), Instant.parse(time)));
    scheduler.followClock();
  }

  private void assertRuns() throws InterruptedException {
    assertThat(runs.poll(20, TimeUnit.SECONDS)).isEqualTo("run");
  }

  /** It would have waited until the clock shows again what it showed then. */
  @Test
  void anAgentThatStartedTwentyDaysAheadRunsAtTheNextTimeAfterTheCorrection() throws Exception {
    startAt("2026-05-21T10:00:00Z");
    assertThat(scheduler.runNow("b")).isTrue();
    assertRuns();
    setTo("2026-05-01T02:59:59Z");
    assertRuns();
  }

  @Test
  void whatTheNewTimeHasPassedRunsAtOnce() throws Exception {
    startAt("1970-01-01T00:00:10Z");
    setTo("2026-05-01T12:00:00Z");
    assertRuns();
  }

  @Test
  void aStepThatPassesNothingRunsNothing() throws Exception {
    startAt("2026-05-01T10:00:00Z");
    setTo("2026-05-01T11:00:00Z");
    setTo("2026-05-01T09:00:00Z");
    assertThat(runs.poll(2, TimeUnit.SECONDS)).isNull();
  }
}
