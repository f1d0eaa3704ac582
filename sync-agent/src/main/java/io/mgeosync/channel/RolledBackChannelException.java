package io.mgeosync.channel;

import io.mgeosync.manifest.Refusal;

/** The source offers an older channel than this node has already believed, or a forked one. */
public final class RolledBackChannelException extends Refusal {
  private final long offered;
  private final long seen;

  RolledBackChannelException(Channel offered, Channel seen) {
    super(Kind.MISMATCH, reason(offered, seen), remedy(seen), null);
    this.offered = offered.sequence();
    this.seen = seen.sequence();
  }

  /** The sequence that the source offers. */
  public long offered() {
    return offered;
  }

  /** The highest sequence that this node has believed. */
  public long seen() {
    return seen;
  }

  private static String reason(Channel offered, Channel seen) {
    return offered.sequence() == seen.sequence()
        ? "channel \"%s\" has sequence %d as this node saw it before, but other content"
            .formatted(seen.name(), seen.sequence())
        : "channel \"%s\" has gone back to sequence %d, and this node has already seen %d"
            .formatted(seen.name(), offered.sequence(), seen.sequence());
  }

  private static String remedy(Channel seen) {
    return ("write the wanted pins again with a sequence above %d, as"
            + " `mgeo-sync promote --channel … --bundle … --version …` does")
        .formatted(seen.sequence());
  }
}
