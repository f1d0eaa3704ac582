package io.mgeosync.channel;

import io.mgeosync.manifest.Refusal;

/** The store cannot keep two writers of a channel apart, and that risk was not taken. */
public final class UnprotectedChannelException extends Refusal {
  private final String channel;
  private final boolean written;

  UnprotectedChannelException(String channel, String location, boolean written) {
    super(
        Kind.CONFIGURATION,
        "%s has no atomic conditional writes: of two changes to channel \"%s\" at the same moment one would be lost%s"
            .formatted(location, channel, written ? ". This one is written all the same" : ""),
        written
            ? "look at it with `mgeo-sync plan`; where nothing else changes it, add --force-unsafe"
                + " from now on"
            : "see that nothing else changes it now, and run this again with --force-unsafe",
        null);
    this.channel = channel;
    this.written = written;
  }

  public String channel() {
    return channel;
  }

  /** Whether the channel was changed before the store showed what it lacks. */
  public boolean written() {
    return written;
  }
}
