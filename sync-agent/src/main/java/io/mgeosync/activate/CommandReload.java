package io.mgeosync.activate;

import io.mgeosync.channel.Pin;
import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs a program without a shell; it finds the bundle in {@code MGEO_SYNC_BUNDLE}, {@code
 * MGEO_SYNC_VERSION} and {@code MGEO_SYNC_DIGEST}. Exit status 0 is success. At its deadline it is
 * killed, and its children with it.
 */
public final class CommandReload implements ReloadHook {
  private static final ProcessBuilder.Redirect NO_INPUT =
      ProcessBuilder.Redirect.from(new File("/dev/null"));

  private final List<String> command;
  private final Duration deadline;

  public CommandReload(List<String> command, Duration deadline) {
    this.command = List.copyOf(command);
    this.deadline = deadline;
  }

  @Override
  public void run(Pin activated) {
    try {
      await(start(activated));
    } catch (IOException e) {
      throw new ReloadFailedException(name(), "could not be started: " + e.getMessage(), e);
    }
  }

  private Process start(Pin activated) throws IOException {
    var builder = new ProcessBuilder(command);
    builder.environment().put("MGEO_SYNC_BUNDLE", activated.bundle().value());
    builder.environment().put("MGEO_SYNC_VERSION", activated.version().value());
    builder.environment().put("MGEO_SYNC_DIGEST", activated.digest().toString());
    return builder.inheritIO().redirectInput(NO_INPUT).start();
  }

  private void await(Process process) {
    try {
      if (!process.waitFor(deadline.toMillis(), TimeUnit.MILLISECONDS)) {
        kill(process);
        throw new ReloadFailedException(
            name(), "did not end within %d s".formatted(deadline.toSeconds()), null);
      }
      if (process.exitValue() != 0) {
        throw new ReloadFailedException(name(), "exited with " + process.exitValue(), null);
      }
    } catch (InterruptedException e) {
      kill(process);
      Thread.currentThread().interrupt();
      throw new ReloadFailedException(name(), "was interrupted: the agent is stopping", e);
    }
  }

  /**
   * Its children are asked for before it ends, since they are nobody's afterwards, and are ended
   * after it, since it would replace them.
   */
  private static void kill(Process process) {
    List<ProcessHandle> descendants = process.descendants().toList();
    process.destroyForcibly();
    descendants.forEach(ProcessHandle::destroyForcibly);
  }

  private String name() {
    return command.getFirst();
  }
}
