package io.mgeosync.publish;

import io.mgeosync.manifest.Refusal;

/** This process is being stopped; no manifest was written. */
public final class PublishInterruptedException extends Refusal {
  PublishInterruptedException(InterruptedException cause) {
    super(
        Kind.UNAVAILABLE,
        "publishing was interrupted before its end",
        "publish again; what is already there is taken over where it can be proven",
        cause);
  }
}
