package io.mgeosync.failover.nginx;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * One command, without a shell, that has ten seconds.
 *
 * @param words the program and its arguments
 */
record Command(List<String> words) {
  private static final int DEADLINE_SECONDS = 10;
  private static final ProcessBuilder.Redirect NO_INPUT =
      ProcessBuilder.Redirect.from(new File("/dev/null"));

  Command {
    words = List.copyOf(words);
  }

  /**
   * Runs it to its end.
   *
   * @throws NginxRefusedException with what it printed, unless it exits with 0
   */
  void run() {
    try {
      Path output = Files.createTempFile("mgeo-sync-nginx-", ".log");
      try {
        end(start(output), output);
      } finally {
        Files.delete(output);
      }
    } catch (IOException e) {
      throw new NginxRefusedException(words, "could not be started: " + e.getMessage(), e);
    }
  }

  /**
   * Its output goes to a file: a pipe could keep it from ending, and us from seeing that it has.
   */
  private Process start(Path output) throws IOException {
    return new ProcessBuilder(words)
        .redirectErrorStream(true)
        .redirectInput(NO_INPUT)
        .redirectOutput(output.toFile())
        .start();
  }

  private void end(Process process, Path output) throws IOException {
    try {
      if (!process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)) {
        throw new NginxRefusedException(
            words, "did not end within %d s".formatted(DEADLINE_SECONDS), null);
      }
      if (process.exitValue() != 0) {
        throw new NginxRefusedException(words, gist(Files.readString(output)), null);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NginxRefusedException(words, "was interrupted: the director is stopping", e);
    } finally {
      process.destroyForcibly();
    }
  }

  /** The line that says why, or the last one: {@code nginx -t} ends with the less telling one. */
  private static String gist(String output) {
    List<String> lines = output.lines().filter(line -> !line.isBlank()).toList();
    return lines.stream()
        .filter(line -> line.contains("[emerg]"))
        .findFirst()
        .orElse(lines.isEmpty() ? "failed without a word" : lines.getLast())
        .strip();
  }
}
