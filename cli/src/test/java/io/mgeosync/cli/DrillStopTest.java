package io.mgeosync.cli;

import static io.mgeosync.cli.ShortDrill.RIGHT;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Drills whose node is stopped by commands. */
final class DrillStopTest {
  private FakeDirector director;

  @BeforeEach
  void start() throws IOException {
    director = new FakeDirector();
  }

  @AfterEach
  void stop() {
    director.close();
  }

  @Test
  void aServiceThatTakesItsTimeToStopIsMeasuredFromWhenItFails(@TempDir Path folder)
      throws IOException {
    Path stopped = folder.resolve("stopped");
    director.sees(stopped);
    Path stop = script(folder.resolve("stop"), "sleep 2; touch " + stopped);
    AtomicInteger failing = new AtomicInteger(5);
    CliRun run =
        ShortDrill.run(
            director,
            name ->
                Files.exists(stopped) && failing.getAndDecrement() > 0 ? Optional.empty() : RIGHT,
            stopping("sh " + stop, "rm -f " + stopped, "--rto", "200ms"));
    JsonNode report = JsonLine.parse("--json", run.out());
    assertThat(report.path("timeToMoveSeconds").asDouble()).isGreaterThan(1.9);
    assertThat(report.path("timeToRecoverSeconds").asDouble(-1)).isPositive().isLessThan(1.9);
    assertThat(director.first()).isEqualTo("gpu-a");
  }

  private static Path script(Path file, String text) throws IOException {
    return Files.writeString(file, text + "\n");
  }

  private static String[] stopping(String stop, String start, String... more) {
    String[] all = {
      "--yes", "--json", "--mode", "stop", "--stop-command", stop, "--start-command", start
    };
    return Stream.of(all, more).flatMap(Stream::of).toArray(String[]::new);
  }

  @Test
  void aServiceThatIsStartedIsNotSaidToBeStoppedThoughNobodyForgivesIt(@TempDir Path folder)
      throws IOException {
    Path stopped = folder.resolve("stopped");
    Path starts = folder.resolve("starts");
    director.sees(stopped).troubledBy("release", 500);
    Path start = script(folder.resolve("start"), "rm " + stopped + "; echo >> " + starts);
    CliRun run =
        ShortDrill.run(
            director, name -> RIGHT, stopping("touch " + stopped, "sh " + start, "--wait", "10s"));
    assertThat(run.exitCode()).isZero();
    assertThat(run.err())
        .contains("gpu-a counts as fallen for ten minutes")
        .doesNotContain("STILL OUT");
    assertThat(starts).hasSize(1);
  }

  @Test
  void aServiceThatIsStoppedIsStartedAgainWhateverHappens(@TempDir Path folder) throws IOException {
    Path stopped = folder.resolve("stopped");
    CliRun run =
        ShortDrill.run(
            director,
            name -> Files.exists(stopped) && name.equals("gpu-a") ? Optional.empty() : RIGHT,
            "--yes",
            "--mode",
            "stop",
            "--stop-command",
            "touch " + stopped,
            "--start-command",
            "rm -f " + stopped,
            "--rto",
            "1ms",
            "--json");
    assertThat(run.exitCode()).isEqualTo(10);
    assertThat(stopped).doesNotExist();
  }
}
