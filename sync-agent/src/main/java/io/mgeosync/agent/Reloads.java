package io.mgeosync.agent;

import io.mgeosync.activate.CommandReload;
import io.mgeosync.activate.PostReload;
import io.mgeosync.activate.ReloadHook;
import io.mgeosync.config.ReloadSettings;
import java.net.http.HttpClient;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The reload hook that the configuration asks for. */
final class Reloads {
  private Reloads() {}

  /**
   * @param client may be missing where nothing is posted
   */
  static ReloadHook of(@Nullable ReloadSettings settings, @Nullable HttpClient client) {
    return switch (settings) {
      case null -> ReloadHook.NONE;
      case ReloadSettings.Command command ->
          new CommandReload(command.command(), command.deadline());
      case ReloadSettings.Post post ->
          new PostReload(Objects.requireNonNull(client), post.url(), post.deadline());
    };
  }
}
