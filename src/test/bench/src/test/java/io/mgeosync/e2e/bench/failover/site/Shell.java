package io.mgeosync.e2e.bench.failover.site;

import io.mgeosync.e2e.bench.RunFailedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Commands that end at once. */
final class Shell {
  private static final int PATIENCE_SECONDS = 60;

  private Shell() {}

  /**
   * Runs a command and returns what it prints.
   *
   * @throws RunFailedException with that, when it fails
   */
  static String run(List<String> command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (exitCode(process) != 0) {
      throw new RunFailedException(String.join(" ", command) + ": " + output.strip());
    }
    return output;
  }

  /** Runs a command given as words between single spaces. */
  static String run(String command) throws IOException {
    return run(List.of(command.split(" ", -1)));
  }

  private static int exitCode(Process process) {
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
      return process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RunFailedException("interrupted");
    }
  }
}
