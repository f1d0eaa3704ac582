package io.mgeosync.activate;

import io.mgeosync.channel.Pin;
import io.mgeosync.net.Subprocess;
import io.mgeosync.net.Subprocess.Ending;
import io.mgeosync.net.Subprocess.Output;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * Runs a program without a shell; it finds the bundle in {@code MGEO_SYNC_BUNDLE}, {@code
 * MGEO_SYNC_VERSION} and {@code MGEO_SYNC_DIGEST}. Exit status 0 is success. At its deadline it is
 * killed, and its children with it.
 */
public final class CommandReload implements ReloadHook {
  private final List<String> command;
  private final Duration deadline;

  public CommandReload(List<String> command, Duration deadline) {
    this.command = List.copyOf(command);
    this.deadline = deadline;
  }

  @Override
  public void run(Pin activated) {
    try {
      switch (program(activated).run()) {
        case Ending.Exited exited when exited.status() == 0 -> {}
        case Ending.Exited exited ->
            throw new ReloadFailedException(name(), "exited with " + exited.status(), null);
        case Ending.Late _ ->
            throw new ReloadFailedException(
                name(), "did not end within %d s".formatted(deadline.toSeconds()), null);
      }
    } catch (IOException e) {
      throw new ReloadFailedException(name(), "could not be started: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ReloadFailedException(name(), "was interrupted: the agent is stopping", e);
    }
  }

  private Subprocess program(Pin activated) {
    return Subprocess.of(command, deadline)
        .with("MGEO_SYNC_BUNDLE", activated.bundle().value())
        .with("MGEO_SYNC_VERSION", activated.version().value())
        .with("MGEO_SYNC_DIGEST", activated.digest().toString())
        .printing(new Output.Shown());
  }

  private String name() {
    return command.getFirst();
  }
}
