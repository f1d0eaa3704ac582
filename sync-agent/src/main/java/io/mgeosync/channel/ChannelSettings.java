package io.mgeosync.channel;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.mgeosync.base.InvalidValueException;
import io.mgeosync.settings.Default;
import io.mgeosync.settings.TextReader;
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
    @JsonDeserialize(using = Name.class) @Default(NAME) String name,
    @Default("1m") Duration poll,
    @Nullable Duration maxStaleness,
    @Default("serve") OnExpiry onExpiry,
    @Nullable GitSettings git) {
  public static final String NAME = "production";

  public ChannelSettings {
    requireName(name);
    git = git == null ? null : git.of(name);
  }

  static final class Name extends TextReader<String> {
    Name() {
      super(ChannelSettings::requireName);
    }
  }

  /**
   * The name, if a channel can have it.
   *
   * @throws InvalidValueException when it cannot
   */
  public static String requireName(String name) {
    if (!name.matches("[a-z0-9]([a-z0-9_-]{0,61}[a-z0-9])?")) {
      throw new InvalidValueException(
          "not a channel's name: 1-63 of a-z 0-9 _ -", "write e.g. " + NAME);
    }
    return name;
  }
}
