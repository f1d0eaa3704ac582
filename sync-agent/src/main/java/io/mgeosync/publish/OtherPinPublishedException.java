package io.mgeosync.publish;

import io.mgeosync.channel.Pin;
import io.mgeosync.manifest.Refusal;
import io.mgeosync.manifest.digest.Digest;

/** The store holds the version, but it is not the bundle that the pin means. */
public final class OtherPinPublishedException extends Refusal {
  private final Pin pin;
  private final Digest actual;

  OtherPinPublishedException(Pin pin, Digest actual, String location) {
    super(
        Kind.MISMATCH,
        "%s %s in %s has the digest %s, not %s"
            .formatted(pin.bundle(), pin.version(), location, actual, pin.digest()),
        "find out who replaced it; publish the right files under a new version and promote that",
        null);
    this.pin = pin;
    this.actual = actual;
  }

  public Pin pin() {
    return pin;
  }

  public Digest actual() {
    return actual;
  }
}
