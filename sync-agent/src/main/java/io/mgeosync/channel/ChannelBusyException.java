package io.mgeosync.channel;

import io.mgeosync.manifest.Refusal;

/** Others kept changing the channel first; nothing was written. */
public final class ChannelBusyException extends Refusal {
  private final String channel;
  private final int attempts;

  ChannelBusyException(String channel, int attempts, Throwable cause) {
    super(
        Kind.BUSY,
        "channel \"%s\" was changed by another writer during each of %d attempts"
            .formatted(channel, attempts),
        "look at who else promotes to it, then try again",
        cause);
    this.channel = channel;
    this.attempts = attempts;
  }

  public String channel() {
    return channel;
  }

  public int attempts() {
    return attempts;
  }
}
