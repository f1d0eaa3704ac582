package io.mgeosync.e2e.deploy;

import io.mgeosync.e2e.harness.Await;
import io.mgeosync.e2e.harness.Child;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A real HAProxy in the foreground. */
final class Haproxy implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(20);

  private final Path configuration;
  private final int port;
  private Child process;

  /**
   * Starts it and waits until it listens.
   *
   * @param configuration a whole one
   * @param port that it listens on
   */
  Haproxy(Path configuration, int port) throws IOException {
    this.configuration = configuration;
    this.port = port;
    this.process = start();
  }

  private Child start() throws IOException {
    Path log = Files.createTempFile(configuration.getParent(), "haproxy-", ".log");
    String program = Programs.find("haproxy").toString();
    Child child =
        Child.start(log, Map.of(), List.of(program, "-db", "-f", configuration.toString()));
    Await.until("HAProxy listens", START, () -> !child.alive() || Programs.listens(port));
    if (!child.alive()) {
      throw new AssertionError("HAProxy does not start: " + child.output());
    }
    return child;
  }

  void restart() throws IOException {
    process.close();
    process = start();
  }

  void suspend() throws IOException {
    process.suspend();
  }

  void resume() throws IOException {
    process.resume();
  }

  @Override
  public void close() {
    process.close();
  }
}
