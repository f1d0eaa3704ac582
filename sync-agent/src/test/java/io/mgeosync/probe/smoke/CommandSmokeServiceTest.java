package io.mgeosync.probe.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import io.mgeosync.manifest.smoke.SmokeAdapter;
import io.mgeosync.manifest.smoke.SmokeCase;
import io.mgeosync.probe.ProbeResult;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class CommandSmokeServiceTest {

  private static ProbeResult run(SmokeCase smoke, String script) throws InterruptedException {
    var service = new CommandSmokeService(List.of("/bin/sh", "-c", script));
    return new SmokeRunner(service, Clock.systemUTC()).runAll(List.of(smoke)).verdict();
  }

  private static ProbeResult run(String script) throws InterruptedException {
    return run(Cases.similarity("a"), script);
  }

  @Test
  void whatItPrintsIsComparedAndItGetsRequestAndName() throws InterruptedException {
    assertThat(run("echo '" + Cases.RIGHT + "'")).isInstanceOf(ProbeResult.Good.class);
    assertThat(run("echo '{}'")).isInstanceOf(ProbeResult.Wrong.class);
    assertThat(
            run("[ \"$(cat)\" = '{\"text\":\"测试\"}' ] && [ $MGEO_SYNC_SMOKE_CASE = a ] || exit 4"))
        .isInstanceOf(ProbeResult.Good.class);
  }

  @Test
  void fourIsWrongAndAnyOtherFailureProvesNothing() throws InterruptedException {
    assertThat(run("exit 4")).isInstanceOf(ProbeResult.Wrong.class);
    assertThat(run("exit 1"))
        .isEqualTo(new ProbeResult.Late("CommandFailed", "a: /bin/sh exited with 1"));
    assertThat(run("echo '{}'; exit 1")).isInstanceOf(ProbeResult.Late.class);
  }

  @Test
  void aProgramThatIsNotThereIsLate() throws InterruptedException {
    var service = new CommandSmokeService(List.of("/no/such/program"));
    assertThat(
            new SmokeRunner(service, Clock.systemUTC())
                .runAll(List.of(Cases.similarity("a")))
                .verdict()
                .message())
        .startsWith("a: /no/such/program could not be started");
  }

  @Test
  void aProgramThatHangsIsEndedWithItsChildren() throws InterruptedException {
    SmokeCase brief =
        Cases.of("brief", SmokeAdapter.TEXT, Duration.ofMillis(300), Cases.score("/s", "", "1"));
    String marker = "sleep 5" + System.nanoTime() % 1_000_000 + 1_000_000;
    assertThat(run(brief, marker + " & " + marker).reason()).isEqualTo("TooSlow");
    while (ProcessHandle.allProcesses()
        .anyMatch(p -> p.info().commandLine().filter(line -> line.contains(marker)).isPresent())) {
      Thread.onSpinWait();
    }
  }

  @Test
  void aProgramThatPrintsForEverIsEnded() throws InterruptedException {
    SmokeCase brief =
        Cases.of("brief", SmokeAdapter.TEXT, Duration.ofMillis(300), Cases.score("/s", "", "1"));
    assertThat(run(brief, "yes")).isNotInstanceOf(ProbeResult.Good.class);
  }
}
