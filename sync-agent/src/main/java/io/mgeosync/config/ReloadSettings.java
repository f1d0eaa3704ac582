package io.mgeosync.config;

import io.mgeosync.base.InvalidValueException;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** How the service is told that {@code current} has changed. */
public sealed interface ReloadSettings {

  /** After this the reload counts as failed, and a command is ended. */
  Duration deadline();

  /** Runs a program, without a shell. */
  record Command(List<String> command, Duration deadline) implements ReloadSettings {
    public Command {
      command = List.copyOf(command);
      if (command.isEmpty() || command.getFirst().isBlank()) {
        throw new InvalidValueException(
            "the reload command is empty", "write e.g. [systemctl, reload, mgeo]");
      }
    }
  }

  /** Sends an empty HTTP POST. */
  record Post(URI url, Duration deadline) implements ReloadSettings {}
}
