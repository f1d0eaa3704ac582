package io.mgeosync.reconcile;

import io.mgeosync.channel.Channel;
import io.mgeosync.manifest.BundleName;
import io.mgeosync.manifest.Refusal;

/** The channel was read, but names no version of this node's bundle. */
public final class NoDesiredVersionException extends Refusal {
  private final BundleName bundle;

  NoDesiredVersionException(Channel channel, BundleName bundle) {
    super(
        Kind.MISSING,
        "channel %s names no version of %s".formatted(channel.name(), bundle),
        "run: mgeo-sync promote --channel %s --bundle %s --version …"
            .formatted(channel.name(), bundle),
        null);
    this.bundle = bundle;
  }

  public BundleName bundle() {
    return bundle;
  }
}
