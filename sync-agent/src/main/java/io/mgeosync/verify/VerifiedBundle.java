package io.mgeosync.verify;

import io.mgeosync.channel.Pin;
import io.mgeosync.disk.ReleaseName;
import java.nio.file.Path;
import java.time.Instant;

/**
 * A bundle on this node's disk, every byte of it proven against its pinned manifest. Only this
 * package makes one.
 */
public final class VerifiedBundle {
  private final Pin pin;
  private final ReleaseName name;
  private final Path folder;
  private final StatFingerprint fingerprint;
  private final Instant verifiedAt;

  VerifiedBundle(
      Pin pin, ReleaseName name, Path folder, StatFingerprint fingerprint, Instant verifiedAt) {
    this.pin = pin;
    this.name = name;
    this.folder = folder;
    this.fingerprint = fingerprint;
    this.verifiedAt = verifiedAt;
  }

  public Pin pin() {
    return pin;
  }

  public ReleaseName name() {
    return name;
  }

  /**
   * In staging when it comes from a fetch, in releases when an existing release was verified again.
   */
  public Path folder() {
    return folder;
  }

  /** Taken before the proof was begun: it differs from what was touched during the proof, too. */
  public StatFingerprint fingerprint() {
    return fingerprint;
  }

  public Instant verifiedAt() {
    return verifiedAt;
  }
}
