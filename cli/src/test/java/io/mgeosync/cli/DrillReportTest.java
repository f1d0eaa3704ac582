package io.mgeosync.cli;

import static io.mgeosync.cli.ShortDrill.RIGHT;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A report that cannot be written costs neither the drill nor its result. */
final class DrillReportTest {
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
  void aReportThatCannotBeWrittenIsRefusedBeforeTheDrill(@TempDir Path folder) throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    CliRun run =
        ShortDrill.run(
            director, name -> RIGHT, "--yes", "--report", file.resolve("reports").toString());
    assertThat(run.exitCode()).isNotIn(0, 10);
    assertThat(run.err()).contains(file.toString()).hasLineCount(1);
    assertThat(director.posted).isEmpty();
  }

  @Test
  void aReportThatIsLostDuringTheDrillLeavesTheVerdict(@TempDir Path folder) throws IOException {
    Path reports = folder.resolve("reports");
    AtomicInteger lost = new AtomicInteger();
    CliRun run =
        ShortDrill.run(
            director,
            name -> {
              if (name.equals("gpu-b") && lost.getAndIncrement() == 0) {
                replaceByFile(reports);
              }
              return RIGHT;
            },
            "--yes",
            "--report",
            reports.toString());
    assertThat(run.out()).contains("PASS: gpu-a out by drain");
    assertThat(run.exitCode()).isNotZero();
    assertThat(run.err()).contains(reports.toString()).hasLineCount(1);
  }

  private static void replaceByFile(Path folder) {
    try {
      Files.delete(folder);
      Files.createFile(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
