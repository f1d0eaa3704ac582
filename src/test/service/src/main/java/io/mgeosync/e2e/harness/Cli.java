package io.mgeosync.e2e.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The packaged program, run as an operator runs it. Where it is says {@code MGEO_SYNC} in the
 * environment.
 */
public final class Cli {
  private static final Duration DEADLINE = Duration.ofSeconds(90);

  private final Path program;
  private final Path logs;
  private final Map<String, String> environment;

  /**
   * @param logs a directory for the output of what it starts
   * @param environment what the program needs beside our own environment
   */
  public Cli(Path logs, Map<String, String> environment) {
    this.program = program();
    this.logs = logs;
    this.environment = environment;
  }

  /**
   * The launcher of the packaged program.
   *
   * @throws IllegalStateException if {@code MGEO_SYNC} does not name it
   */
  public static Path program() {
    String path = System.getenv("MGEO_SYNC");
    if (path == null || !Files.isExecutable(Path.of(path))) {
      throw new IllegalStateException(
          "no program at MGEO_SYNC="
              + path
              + "; build it with: mvn package -DskipTests, and set MGEO_SYNC to its launcher");
    }
    return Path.of(path).toAbsolutePath().normalize();
  }

  /** How a run ended. */
  public record Outcome(int exitCode, String output) {}

  /** Runs a verb to its end, at most 90 seconds. */
  public Outcome run(String... arguments) throws IOException {
    Path log = Files.createTempFile(logs, arguments[0] + "-", ".log");
    try (Child child = start(log, arguments)) {
      int exitCode = child.exitCode(DEADLINE);
      return new Outcome(exitCode, child.output().strip());
    }
  }

  /**
   * Runs a verb that must succeed.
   *
   * @throws IllegalStateException with its output if it does not
   */
  public String succeed(String... arguments) throws IOException {
    Outcome outcome = run(arguments);
    if (outcome.exitCode() != 0) {
      throw new IllegalStateException(
          arguments[0] + " ended with " + outcome.exitCode() + ": " + outcome.output());
    }
    return outcome.output();
  }

  /** Starts a verb that stays. */
  public Child start(Path log, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(List.of(arguments));
    return Child.start(log, environment, command);
  }
}
