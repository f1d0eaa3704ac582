package io.mgeosync.activate;

import io.mgeosync.channel.Pin;
import io.mgeosync.manifest.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Tells the service that {@code current} has changed. Runs after the switch; the gate stays closed
 * until the service itself proves what it has loaded, so a hook that lies opens nothing.
 */
@FunctionalInterface
public interface ReloadHook {

  /** A service that finds out by itself needs no hook. */
  ReloadHook NONE = pin -> {};

  /**
   * Ends within the hook's own deadline.
   *
   * @throws ReloadFailedException when the service was not told
   */
  void run(Pin activated);

  /** The hook did not succeed; the new release stays active and the gate stays closed. */
  final class ReloadFailedException extends Refusal {
    ReloadFailedException(String what, String how, @Nullable Throwable cause) {
      super(
          Kind.UNAVAILABLE,
          "the reload hook " + what + " " + how,
          "reload the service by hand and look at its log",
          cause);
    }
  }
}
