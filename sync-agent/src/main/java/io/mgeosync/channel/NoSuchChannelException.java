package io.mgeosync.channel;

import io.mgeosync.manifest.Refusal;

/** Nobody has written this channel yet, or its name is misspelt. */
public final class NoSuchChannelException extends Refusal {
  private final String channel;

  /**
   * @param location the store or repository that was asked, without anything secret
   */
  public NoSuchChannelException(String channel, String location) {
    super(
        Kind.MISSING,
        "there is no channel \"" + channel + "\" in " + location,
        "correct the name, or write it with `mgeo-sync promote --channel %s --bundle … --version …`"
            .formatted(channel),
        null);
    this.channel = channel;
  }

  public String channel() {
    return channel;
  }
}
