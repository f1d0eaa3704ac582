package io.mgeosync.reconcile;

import io.mgeosync.activate.Poisoned;
import io.mgeosync.manifest.Refusal;
import java.time.temporal.ChronoUnit;

/** The bundle has failed on this node, and is not tried again. */
public final class PoisonedException extends Refusal {
  private final Poisoned poisoned;

  PoisonedException(Poisoned poisoned) {
    super(
        Kind.MISMATCH,
        "%s failed on this node at %s and is not tried again: %s"
            .formatted(
                poisoned.pin(), poisoned.at().truncatedTo(ChronoUnit.SECONDS), poisoned.why()),
        "promote another version, or run: mgeo-sync unpoison",
        null);
    this.poisoned = poisoned;
  }

  public Poisoned poisoned() {
    return poisoned;
  }
}
