package io.mgeosync.probe.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.mgeosync.gate.SettableClock;
import io.mgeosync.probe.process.FakeProc;
import io.mgeosync.probe.process.ProcessId;
import io.mgeosync.probe.process.ServiceProcess.Found;
import io.mgeosync.probe.service.Testimony.Confirms;
import io.mgeosync.probe.service.Testimony.Contradicts;
import io.mgeosync.probe.service.Testimony.Silent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StartWitnessTest {
  @TempDir Path folder;
  private final SettableClock clock = new SettableClock();
  private final List<ProcessId> service = new ArrayList<>();
  private FakeProc proc;
  private Instant activatedAt;

  /** The release was activated a minute ago. */
  @BeforeEach
  void prepare() throws Exception {
    proc = new FakeProc(Files.createDirectory(folder.resolve("proc")));
    activatedAt = clock.instant().minusSeconds(60);
  }

  private void process(long pid, long secondsOld) throws IOException {
    service.add(proc.start(pid, 1, "model", FakeProc.UPTIME - secondsOld * 100));
  }

  private Testimony look() throws IOException {
    return new StartWitness(() -> new Found("the service", service), proc.tree(), clock)
        .look("v2", activatedAt);
  }

  @Test
  void aServiceThatIsOlderThanTheReleaseCannotHaveLoadedIt() throws IOException {
    process(10, 3600);
    process(11, 61);
    assertThat(look())
        .isEqualTo(
            new Contradicts(
                "StartedBefore",
                "the service started 3539 s before v2 was activated and loads at its start only;"
                    + " restart it"));
  }

  @Test
  void oneThatStartedAfterwardsHasLoadedIt() throws IOException {
    process(10, 59);
    process(11, 1);
    assertThat(look()).isInstanceOf(Confirms.class);
  }

  @Test
  void anOldMasterWithYoungWorkersProvesNothing() throws IOException {
    process(10, 3600);
    process(11, 5);
    assertThat(look()).isInstanceOf(Silent.class);
  }

  /** Otherwise every service would be older than the release until the clock gets there again. */
  @Test
  void aReleaseOfTheFutureProvesNothing() throws IOException {
    process(10, 3600);
    activatedAt = clock.instant().plusSeconds(20 * 86_400);
    assertThat(look()).isInstanceOf(Silent.class);
    assertThat(look().message()).contains("the clock was set back");
  }
}
