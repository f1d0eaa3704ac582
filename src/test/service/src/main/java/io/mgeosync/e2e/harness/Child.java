package io.mgeosync.e2e.harness;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** One process that we started; its output goes to a file, and it does not outlive its close. */
public final class Child implements AutoCloseable {
  private static final Duration GRACE = Duration.ofSeconds(10);
  private static final Set<Child> RUNNING = ConcurrentHashMap.newKeySet();

  static {
    // However we end, by Ctrl-C and SIGTERM too, what we started ends with us.
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> RUNNING.forEach(Child::signalKill), "children-stop"));
  }

  private final Process process;
  private final Path log;

  private Child(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /**
   * Starts a command with our environment plus {@code environment}; standard output and error both
   * go to the end of {@code log}.
   */
  public static Child start(Path log, Map<String, String> environment, List<String> command)
      throws IOException {
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectInput(new File("/dev/null"));
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putAll(environment);
    var child = new Child(builder.start(), log);
    RUNNING.add(child);
    return child;
  }

  /** Starts a main class from our own class path in another JVM. */
  public static Child startJava(Path log, String mainClass, String... arguments)
      throws IOException {
    var command =
        Stream.concat(
            Stream.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                mainClass),
            Stream.of(arguments));
    return start(log, Map.of("ORT_DISABLE_TELEMETRY", "1"), command.toList());
  }

  public long pid() {
    return process.pid();
  }

  public boolean alive() {
    return process.isAlive();
  }

  /** All that it has printed. */
  public String output() throws IOException {
    return Files.readString(log);
  }

  /** SIGKILL, to it and all that it started; returns when it is gone. */
  public void kill() {
    signalKill();
    exitCode(GRACE);
    RUNNING.remove(this);
  }

  /**
   * First it: a master whose worker dies before it starts another one, which would outlive both.
   */
  private void signalKill() {
    List<ProcessHandle> descendants = process.descendants().toList();
    process.destroyForcibly();
    descendants.forEach(ProcessHandle::destroyForcibly);
  }

  /** SIGSTOP: it keeps its sockets and does nothing, until {@link #resume}. */
  public void suspend() throws IOException {
    signal("STOP");
  }

  /** SIGCONT. */
  public void resume() throws IOException {
    signal("CONT");
  }

  private void signal(String name) throws IOException {
    // The shell's own: a small machine has no program of that name.
    var kill = new ProcessBuilder("sh", "-c", "kill -" + name + " " + pid()).inheritIO().start();
    if (new Child(kill, log).exitCode(GRACE) != 0) {
      throw new IOException("cannot send SIG" + name + " to process " + pid());
    }
  }

  /** SIGTERM; returns its exit code. */
  public int terminate() {
    process.destroy();
    return exitCode(GRACE);
  }

  /**
   * Waits for its end.
   *
   * @throws IllegalStateException if it still runs after {@code deadline}
   */
  public int exitCode(Duration deadline) {
    try {
      if (!process.waitFor(deadline.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IllegalStateException("still running after " + deadline.toSeconds() + " s");
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting", e);
    }
  }

  @Override
  public void close() {
    kill();
  }
}
