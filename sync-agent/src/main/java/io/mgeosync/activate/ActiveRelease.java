package io.mgeosync.activate;

import io.mgeosync.channel.Pin;
import io.mgeosync.disk.ReleaseName;
import io.mgeosync.verify.VerifiedBundle;
import java.nio.file.Path;
import java.time.Instant;

/** The release that {@code current} names. Only this package makes one, from a VerifiedBundle. */
public final class ActiveRelease {
  private final Pin pin;
  private final ReleaseName name;
  private final Path folder;
  private final Instant verifiedAt;

  ActiveRelease(Pin pin, ReleaseName name, Path folder, Instant verifiedAt) {
    this.pin = pin;
    this.name = name;
    this.folder = folder;
    this.verifiedAt = verifiedAt;
  }

  /** The same release after it was verified once more. */
  public ActiveRelease verifiedAgain(VerifiedBundle again) {
    return new ActiveRelease(pin, name, folder, again.verifiedAt());
  }

  public Pin pin() {
    return pin;
  }

  public ReleaseName name() {
    return name;
  }

  public Path folder() {
    return folder;
  }

  /** When its last complete verification ended. */
  public Instant verifiedAt() {
    return verifiedAt;
  }
}
