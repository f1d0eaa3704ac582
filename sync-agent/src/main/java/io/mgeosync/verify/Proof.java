package io.mgeosync.verify;

import io.mgeosync.base.Uptime;
import io.mgeosync.channel.Pin;
import io.mgeosync.disk.ReleaseName;
import java.time.Instant;
import java.util.Optional;

/**
 * That a release was verified completely, and how it looked to stat(2) when that began.
 *
 * @param verifiedAt when the verification ended, by a wall clock that may have been wrong
 * @param uptime when that was by the machine's own clock, where the kernel told it
 */
record Proof(
    ReleaseName release,
    Pin pin,
    Instant verifiedAt,
    Optional<Uptime> uptime,
    StatFingerprint seen) {
  Proof {
    if (!release.sameIdentity(ReleaseName.of(pin.version(), pin.digest()))) {
      throw new IllegalArgumentException(release + " is no release of " + pin);
    }
  }
}
