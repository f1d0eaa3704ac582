package io.mgeosync.e2e.bench;

import io.mgeosync.e2e.harness.Child;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs commands to their end under GNU time, which waits for them and reads their rusage. */
final class Timed {
  private static final String TIME = "/usr/bin/time";
  private static final double NANOS_PER_SECOND = 1e9;

  /** The proxy and CA settings of a workplace are not for a server on the loopback address. */
  private static final List<String> CLEAN =
      List.of("env", "-u", "AWS_CA_BUNDLE", "-u", "HTTP_PROXY", "-u", "http_proxy");

  private final Path logs;
  private final Duration limit;

  /**
   * @param logs a directory for the output of the commands
   * @param limit how long one command may take
   */
  Timed(Path logs, Duration limit) {
    this.logs = logs;
    this.limit = limit;
  }

  static boolean available() {
    return Files.isExecutable(Path.of(TIME));
  }

  /** A command that was started and is still to be waited for. */
  record Running(Child child, Path log, Path times, long start) {}

  /**
   * Runs a command.
   *
   * @throws RunFailedException with the end of its output if it fails or takes longer than allowed
   */
  Usage run(Map<String, String> environment, List<String> command) throws IOException {
    return finish(start(environment, command));
  }

  Running start(Map<String, String> environment, List<String> command) throws IOException {
    Path log = Files.createTempFile(logs, "run-", ".log");
    Path times = Files.createTempFile(logs, "run-", ".time");
    List<String> line =
        new ArrayList<>(List.of(TIME, "-f", Usage.TIME_FORMAT, "-o", times.toString()));
    line.addAll(CLEAN);
    line.addAll(command);
    return new Running(Child.start(log, environment, line), log, times, System.nanoTime());
  }

  Usage finish(Running running) throws IOException {
    try (Child child = running.child()) {
      int exitCode = exitCode(child);
      double wall = (System.nanoTime() - running.start()) / NANOS_PER_SECOND;
      if (exitCode != 0) {
        throw new RunFailedException("exit code " + exitCode + ": " + end(running.log()));
      }
      Usage usage = Usage.ofTimeFile(running.times(), wall);
      Files.delete(running.times());
      Files.delete(running.log());
      return usage;
    }
  }

  private int exitCode(Child child) {
    try {
      return child.exitCode(limit);
    } catch (IllegalStateException late) {
      throw new RunFailedException(String.valueOf(late.getMessage()));
    }
  }

  private static String end(Path log) throws IOException {
    String text = Files.readString(log).strip();
    return text.substring(Math.max(0, text.length() - 300)).replace('\n', ' ');
  }
}
