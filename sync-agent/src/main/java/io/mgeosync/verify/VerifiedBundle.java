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
  private final Instant verifiedAt;
  private final StatFingerprint seen;

  VerifiedBundle(Pin pin, ReleaseName name, Path folder, Instant verifiedAt, StatFingerprint seen) {
    this.pin = pin;
    this.name = name;
    this.folder = folder;
    this.verifiedAt = verifiedAt;
    this.seen = seen;
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

  public Instant verifiedAt() {
    return verifiedAt;
  }

  /**
   * How the files looked just before they were read: what changed while that went on is noticed
   * later.
   */
  public StatFingerprint seen() {
    return seen;
  }
}
