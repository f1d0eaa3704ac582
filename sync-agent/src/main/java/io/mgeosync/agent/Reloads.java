package io.mgeosync.agent;

import io.mgeosync.activate.CommandReload;
import io.mgeosync.activate.PostReload;
import io.mgeosync.activate.ReloadHook;
import io.mgeosync.activate.ReloadSettings;
import org.jspecify.annotations.Nullable;

/** The reload hook that the configuration asks for. */
final class Reloads {
  private Reloads() {}

  static ReloadHook of(@Nullable ReloadSettings settings) {
    return switch (settings) {
      case null -> ReloadHook.NONE;
      case ReloadSettings.Command command ->
          new CommandReload(command.command(), command.deadline());
      case ReloadSettings.Post post -> new PostReload(post.url(), post.deadline());
    };
  }
}
