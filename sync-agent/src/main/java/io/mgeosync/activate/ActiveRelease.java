package io.mgeosync.activate;

import io.mgeosync.channel.Pin;
import io.mgeosync.disk.ReleaseName;
import io.mgeosync.verify.StatFingerprint;
import io.mgeosync.verify.VerifiedBundle;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/** The release that {@code current} names. Only this package makes one, from a VerifiedBundle. */
public final class ActiveRelease {
  private final Pin pin;
  private final ReleaseName name;
  private final Path folder;
  private final StatFingerprint fingerprint;
  private final Instant verifiedAt;

  ActiveRelease(VerifiedBundle bundle, ReleaseName name, Path folder) {
    this.pin = bundle.pin();
    this.name = name;
    this.folder = folder;
    this.fingerprint = bundle.fingerprint();
    this.verifiedAt = bundle.verifiedAt();
  }

  /** The same release after it was verified once more, where it lies. */
  public ActiveRelease verifiedAgain(VerifiedBundle again) {
    return new ActiveRelease(again, name, folder);
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

  /**
   * The first path that was touched since the verification began, as a phrase; empty when none was.
   * Reads no file: cheap enough for every probe cycle.
   */
  public Optional<String> touched() {
    return fingerprint.difference(folder);
  }
}
