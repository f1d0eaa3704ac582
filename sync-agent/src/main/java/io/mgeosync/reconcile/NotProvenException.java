package io.mgeosync.reconcile;

import io.mgeosync.channel.Pin;
import io.mgeosync.manifest.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * The service does not prove the desired release, and nothing shows that the bundle is at fault.
 */
public final class NotProvenException extends Refusal {
  private final Pin pin;

  private NotProvenException(
      Kind kind, Pin pin, String reason, String remedy, @Nullable Throwable cause) {
    super(kind, reason, remedy, cause);
    this.pin = pin;
  }

  /** The release before fails as well. */
  static NotProvenException bothFail(Pin pin, String why, Pin previous, String whyToo) {
    return new NotProvenException(
        Kind.UNAVAILABLE,
        pin,
        "the service or the GPU is at fault: it does not prove %s (%s), nor %s (%s)"
            .formatted(pin, why, previous, whyToo),
        "mend the service; the gate opens by itself once it proves " + pin,
        null);
  }

  /** There is nothing to compare with. */
  static NotProvenException alone(Pin pin, String why) {
    return new NotProvenException(
        Kind.UNAVAILABLE,
        pin,
        "the service does not prove %s (%s), and no earlier release is here to go back to"
            .formatted(pin, why),
        "look at the service's log; the gate opens by itself once it proves it",
        null);
  }

  static NotProvenException interrupted(Pin pin) {
    return new NotProvenException(
        Kind.UNAVAILABLE,
        pin,
        "the agent is stopping before the service has proven " + pin,
        "start the agent again: it has it proven then",
        null);
  }

  public Pin pin() {
    return pin;
  }
}
