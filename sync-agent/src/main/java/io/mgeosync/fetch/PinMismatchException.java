package io.mgeosync.fetch;

import io.mgeosync.channel.Pin;
import io.mgeosync.manifest.Refusal;

/** What the store holds under a pin's name is not what the pin pins. */
public final class PinMismatchException extends Refusal {
  private final Pin pin;
  private final String actual;

  PinMismatchException(Pin pin, String location, String actual) {
    super(
        Kind.MISMATCH,
        "the manifest of %s in %s is not the pinned one: it is %s".formatted(pin, location, actual),
        "find out who changed the store; publish under a new version, then"
            + " promote that one: `mgeo-sync promote --channel … --bundle … --version …`",
        null);
    this.pin = pin;
    this.actual = actual;
  }

  public Pin pin() {
    return pin;
  }

  /** What was found: a short digest, or another bundle's name and version. */
  public String actual() {
    return actual;
  }
}
