package io.mgeosync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A drill in a process of its own that is told to end while the node is out. */
final class DrillSignalTest {
  private static final long PATIENCE_SECONDS = 60;

  @ParameterizedTest
  @CsvSource({"INT, 130", "TERM, 143"})
  void theNodeIsBackBeforeTheProcessEnds(String signal, int exitCode, @TempDir Path folder)
      throws IOException, InterruptedException {
    Path log = folder.resolve("log");
    try (FakeDirector director = new FakeDirector();
        FakeService service = new FakeService(director, name -> Optional.of(FakeService.RIGHT))) {
      Process drill = start(log, director, service);
      try {
        await(director, drill);
        assertThat(director.posted.getFirst()).startsWith("/nodes/gpu-a/drain?for=");
        new ProcessBuilder("sh", "-c", "kill -" + signal + " " + drill.pid()).start().waitFor();
        assertThat(drill.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(drill.exitValue()).isEqualTo(exitCode);
        assertThat(director.posted).last().isEqualTo("/nodes/gpu-a/release");
        assertThat(director.first()).isEqualTo("gpu-a");
        assertThat(Files.readString(log)).contains("ended before its time: gpu-a is brought back");
      } finally {
        drill.destroyForcibly();
      }
    }
  }

  /** A shell in the background has its children ignore SIGINT, as nohup and Jenkins do with us. */
  private static Process start(Path log, FakeDirector director, FakeService service)
      throws IOException {
    Stream<String> java =
        Stream.of(
            "env",
            "--default-signal=INT",
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName());
    Stream<String> drill =
        Stream.of("drill", "--yes", "--url", service.url(), "--director", director.url());
    List<String> command =
        Stream.of(java, drill, Stream.of("--baseline", "1ms")).flatMap(part -> part).toList();
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(log.toFile())
        .start();
  }

  private static void await(FakeDirector director, Process drill) throws InterruptedException {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (director.posted.isEmpty() && drill.isAlive() && System.nanoTime() < until) {
      TimeUnit.MILLISECONDS.sleep(10);
    }
  }
}
