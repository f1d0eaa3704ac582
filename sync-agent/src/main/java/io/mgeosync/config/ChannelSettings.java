package io.mgeosync.config;

import io.mgeosync.base.InvalidValueException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Which channel the node follows.
 *
 * @param poll how often the channel alone is read, so that a node whose active version may not
 *     serve any longer moves at once, and not at its next scheduled sync
 * @param maxStaleness how long a node may serve on a channel that it could not read again; null for
 *     as long as it takes
 * @param onExpiry what an expired channel means for what is active already
 * @param git null when the channel lies in the store
 */
public record ChannelSettings(
    String name,
    Duration poll,
    @Nullable Duration maxStaleness,
    OnExpiry onExpiry,
    @Nullable GitSettings git) {
  public ChannelSettings {
    requireName(name);
  }

  /**
   * The name, if a channel can have it.
   *
   * @throws InvalidValueException when it cannot
   */
  public static String requireName(String name) {
    if (!name.matches("[a-z0-9]([a-z0-9_-]{0,61}[a-z0-9])?")) {
      throw new InvalidValueException(
          "not a channel's name: 1-63 of a-z 0-9 _ -", "write e.g. " + Defaults.CHANNEL);
    }
    return name;
  }

  /** A channel in the store, everything else at its default. */
  public static ChannelSettings of(String name) {
    return new ChannelSettings(name, Defaults.POLL, null, Defaults.ON_EXPIRY, null);
  }
}
