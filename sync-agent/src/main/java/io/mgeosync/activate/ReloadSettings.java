package io.mgeosync.activate;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.mgeosync.base.InvalidValueException;
import io.mgeosync.settings.Default;
import io.mgeosync.settings.KeyTypes;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

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

  /** One of the two, by the key that is written. */
  @JsonCreator
  static ReloadSettings of(
      @JsonProperty("command") @JsonDeserialize(contentUsing = KeyTypes.Verbatim.class)
          @Nullable List<String> command,
      @JsonProperty("post") @JsonDeserialize(using = KeyTypes.ServiceUrl.class) @Nullable URI post,
      @JsonProperty("deadline") @Default("1m") Duration deadline) {
    if (post != null && command != null) {
      throw new InvalidValueException(
          "command and post exclude each other", "keep exactly one of them");
    }
    if (post != null) {
      return new Post(post, deadline);
    }
    if (command == null) {
      throw new InvalidValueException(
          "neither command nor post says how to reload", "keep exactly one of them");
    }
    return new Command(command, deadline);
  }
}
