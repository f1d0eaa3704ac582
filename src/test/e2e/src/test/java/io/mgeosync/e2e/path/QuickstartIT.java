package io.mgeosync.e2e.path;

import static org.assertj.core.api.Assertions.assertThat;

import io.mgeosync.e2e.harness.Child;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's first command, without the build: what a newcomer sees must be true. */
class QuickstartIT {
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final String MAIN = "io.mgeosync.e2e.quickstart.Quickstart";

  @TempDir Path folder;

  @Test
  void showsEachStepInOneLineAndEndsWithZero() throws IOException {
    try (Child quickstart = Child.startJava(folder.resolve("log"), MAIN)) {
      int exitCode = quickstart.exitCode(PATIENCE);
      String output = quickstart.output();

      assertThat(exitCode).as(output).isZero();
      assertThat(output.lines().filter(line -> line.startsWith("ok ")))
          .hasSizeGreaterThanOrEqualTo(8);
      assertThat(output).contains("model.onnx").doesNotContain("FAILED");
    }
  }

  @Test
  void refusesAnOptionThatItDoesNotKnow() throws IOException {
    try (Child quickstart = Child.startJava(folder.resolve("log"), MAIN, "--kep")) {
      assertThat(quickstart.exitCode(PATIENCE)).isEqualTo(2);
      assertThat(quickstart.output()).contains("usage: quickstart [--keep]");
    }
  }
}
