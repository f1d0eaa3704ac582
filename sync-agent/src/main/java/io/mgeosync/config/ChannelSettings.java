package io.mgeosync.config;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Which channel the node follows.
 *
 * @param poll how often the channel alone is read, so that a node whose active version may not
 *     serve any longer moves at once, and not at its next scheduled sync
 * @param maxStaleness how long a node may serve on a channel that it could not read again
 * @param git null when the channel lies in the store
 */
public record ChannelSettings(
    String name, Duration poll, Duration maxStaleness, @Nullable GitSettings git) {
  public ChannelSettings {
    if (!name.matches("[a-z0-9]([a-z0-9_-]{0,61}[a-z0-9])?")) {
      throw new InvalidValueException(
          "not a channel's name: 1-63 of a-z 0-9 _ -", "write e.g. " + Defaults.CHANNEL);
    }
  }

  static ChannelSettings defaults() {
    return new ChannelSettings(Defaults.CHANNEL, Defaults.POLL, Defaults.MAX_STALENESS, null);
  }
}
