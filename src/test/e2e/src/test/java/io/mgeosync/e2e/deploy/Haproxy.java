package io.mgeosync.e2e.deploy;

import io.mgeosync.e2e.harness.Await;
import io.mgeosync.e2e.harness.Child;
import io.mgeosync.e2e.harness.Program;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A real HAProxy in the foreground. */
final class Haproxy implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(20);

  private final Path configuration;
  private final List<SocketAddress> listening;
  private Child process;

  /**
   * Starts it and waits until it listens.
   *
   * @param configuration a whole one
   * @param listening where it does when it has started
   */
  Haproxy(Path configuration, SocketAddress... listening) throws IOException {
    this.configuration = configuration;
    this.listening = List.of(listening);
    this.process = start();
  }

  private Child start() throws IOException {
    Path log = Files.createTempFile(configuration.getParent(), "haproxy-", ".log");
    String program = Program.find("haproxy").path();
    Child child =
        Child.start(log, Map.of(), List.of(program, "-db", "-f", configuration.toString()));
    Await.until("HAProxy listens", START, () -> !child.alive() || listens());
    if (!child.alive()) {
      throw new AssertionError("HAProxy does not start: " + child.output());
    }
    return child;
  }

  /** The runtime socket gets its name a moment after the ports are open. */
  private boolean listens() throws IOException {
    for (SocketAddress address : listening) {
      SocketChannel.open(address).close();
    }
    return true;
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
