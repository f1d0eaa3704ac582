package io.mgeosync.verify;

import io.mgeosync.channel.Pin;
import io.mgeosync.disk.ReleaseName;
import java.time.Instant;

/**
 * That a release was verified completely, and how it looked to stat(2) when that began.
 *
 * @param verifiedAt when the verification ended
 */
record Proof(ReleaseName release, Pin pin, Instant verifiedAt, StatFingerprint seen) {
  Proof {
    if (!release.sameIdentity(ReleaseName.of(pin.version(), pin.digest()))) {
      throw new IllegalArgumentException(release + " is no release of " + pin);
    }
  }
}
