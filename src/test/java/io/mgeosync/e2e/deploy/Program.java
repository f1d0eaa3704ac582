package io.mgeosync.e2e.deploy;

import io.mgeosync.e2e.harness.Child;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A program that the distribution packages, found as a shell would find it. */
final class Program {
  private static final Duration DEADLINE = Duration.ofSeconds(60);

  private final Path file;

  private Program(Path file) {
    this.file = file;
  }

  /**
   * Looks for it.
   *
   * @param debian the package that has it
   * @throws AssertionError if it is not installed: a test that stays away would prove nothing
   */
  static Program find(String name, String debian) {
    return Stream.concat(
            Stream.of(System.getenv("PATH").split(":")), Stream.of("/usr/sbin", "/usr/local/sbin"))
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst()
        .map(Program::new)
        .orElseThrow(
            () ->
                new AssertionError(
                    "%s is not installed; run: apt-get install %s".formatted(name, debian)));
  }

  /** How a run ended. */
  record Outcome(int exitCode, String output) {}

  /** Runs it to its end, at most a minute. */
  Outcome run(String... arguments) throws IOException {
    Path log = Files.createTempFile("mgeo-sync-", ".log");
    try (Child child = start(log, arguments)) {
      int exitCode = child.exitCode(DEADLINE);
      return new Outcome(exitCode, child.output());
    } finally {
      Files.delete(log);
    }
  }

  /** Starts it, to stay. */
  Child start(Path log, String... arguments) throws IOException {
    var command = new ArrayList<>(List.of(file.toString()));
    command.addAll(List.of(arguments));
    return Child.start(log, Map.of(), command);
  }
}
