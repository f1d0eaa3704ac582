package io.mgeosync.e2e.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A program that the distribution packages; a test that uses one {@link Needs} it. */
public final class Program {
  private static final Duration DEADLINE = Duration.ofSeconds(60);

  private final Path file;

  private Program(Path file) {
    this.file = file;
  }

  /**
   * Looks for it as a shell would, and where Debian keeps servers.
   *
   * @throws AssertionError if it is not installed: the test should say that it {@link Needs} it
   */
  public static Program find(String name) {
    return NeededPrograms.find(name)
        .map(Program::new)
        .orElseThrow(
            () ->
                new AssertionError(
                    NeededPrograms.problem(name) + "; the test lacks @Needs(\"" + name + "\")"));
  }

  /** How a run ended. */
  public record Outcome(int exitCode, String output) {}

  /** Runs it to its end, at most a minute. */
  public Outcome run(String... arguments) throws IOException {
    Path log = Files.createTempFile("mgeo-sync-", ".log");
    try (Child child = start(log, arguments)) {
      int exitCode = child.exitCode(DEADLINE);
      return new Outcome(exitCode, child.output());
    } finally {
      Files.delete(log);
    }
  }

  /** Starts it, to stay. */
  public Child start(Path log, String... arguments) throws IOException {
    var command = new ArrayList<>(List.of(path()));
    command.addAll(List.of(arguments));
    return Child.start(log, Map.of(), command);
  }

  /** Where it lies, for a command. */
  public String path() {
    return file.toString();
  }
}
