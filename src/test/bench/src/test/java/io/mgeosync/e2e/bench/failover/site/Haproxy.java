package io.mgeosync.e2e.bench.failover.site;

import io.mgeosync.e2e.harness.Await;
import io.mgeosync.e2e.harness.Child;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A real HAProxy, master and worker, as its systemd unit starts it. */
final class Haproxy implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(20);

  private final Child process;

  private Haproxy(Child process) {
    this.process = process;
  }

  static Haproxy start(Namespace where, Path directory, String configuration) throws IOException {
    Files.createDirectories(directory);
    Path file = Files.writeString(directory.resolve("haproxy.cfg"), configuration);
    List<String> command = where.enter(List.of("haproxy", "-Ws", "-f", file.toString()));
    Child child = Child.start(directory.resolve("haproxy.log"), Map.of(), command);
    Await.until(
        "HAProxy listens", START, () -> !child.alive() || where.run("ss -Hltn").contains(":5000"));
    if (!child.alive()) {
      throw new IOException("HAProxy does not start: " + child.output());
    }
    return new Haproxy(child);
  }

  /** What {@code systemctl reload haproxy} does. */
  void reload() throws IOException {
    Shell.run("kill -USR2 %d".formatted(process.pid()));
  }

  /** Asked first: a master whose worker is killed before it starts another one. */
  @Override
  public void close() {
    process.terminate();
    process.close();
  }
}
