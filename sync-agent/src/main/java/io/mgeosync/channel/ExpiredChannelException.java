package io.mgeosync.channel;

import io.mgeosync.manifest.Refusal;
import java.time.Instant;

/** The channel is past its expiry: what serves it may be hiding a newer one. */
public final class ExpiredChannelException extends Refusal {
  private final String channel;
  private final Instant expires;

  /**
   * @param renewal how to extend it, in the imperative
   */
  public ExpiredChannelException(Channel channel, String renewal) {
    super(
        Kind.MISMATCH,
        "channel \"%s\" (sequence %d) expired at %s"
            .formatted(channel.name(), channel.sequence(), channel.expires()),
        renewal + ", or set this node's clock right",
        null);
    this.channel = channel.name();
    this.expires = channel.expires();
  }

  public String channel() {
    return channel;
  }

  public Instant expires() {
    return expires;
  }
}
