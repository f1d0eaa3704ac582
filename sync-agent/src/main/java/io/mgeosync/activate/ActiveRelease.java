package io.mgeosync.activate;

import io.mgeosync.channel.Pin;
import io.mgeosync.disk.ReleaseName;
import io.mgeosync.verify.StatFingerprint;
import io.mgeosync.verify.VerifiedBundle;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The release that {@code current} names. Only this package makes one, from a VerifiedBundle. */
public final class ActiveRelease {
  private final Pin pin;
  private final ReleaseName name;
  private final Path folder;
  private final StatFingerprint fingerprint;
  private final Instant verifiedAt;
  private final Instant linkedAt;
  private final Optional<Path> elsewhere;
  private final Optional<String> linkProblem;

  /**
   * @param linkedAt when {@code current} was made to name it
   */
  ActiveRelease(VerifiedBundle bundle, ReleaseName name, Path folder, Instant linkedAt) {
    this(bundle, name, folder, linkedAt, Optional.empty(), Optional.empty());
  }

  private ActiveRelease(
      VerifiedBundle bundle,
      ReleaseName name,
      Path folder,
      Instant linkedAt,
      Optional<Path> elsewhere,
      Optional<String> linkProblem) {
    this.pin = bundle.pin();
    this.name = name;
    this.folder = folder;
    this.fingerprint = bundle.fingerprint();
    this.verifiedAt = bundle.verifiedAt();
    this.linkedAt = linkedAt;
    this.elsewhere = elsewhere;
    this.linkProblem = linkProblem;
  }

  private ActiveRelease(
      ActiveRelease of, Instant linkedAt, Optional<Path> elsewhere, Optional<String> linkProblem) {
    this.pin = of.pin;
    this.name = of.name;
    this.folder = of.folder;
    this.fingerprint = of.fingerprint;
    this.verifiedAt = of.verifiedAt;
    this.linkedAt = linkedAt;
    this.elsewhere = elsewhere;
    this.linkProblem = linkProblem;
  }

  /** The same release after it was verified once more, where it lies. */
  public ActiveRelease verifiedAgain(VerifiedBundle again) {
    return new ActiveRelease(again, name, folder, linkedAt, elsewhere, linkProblem);
  }

  /** The same release after {@code current} was found astray; where it led to is not forgotten. */
  public ActiveRelease ledTo(Astray astray) {
    return new ActiveRelease(this, linkedAt, astray.elsewhere().or(() -> elsewhere), linkProblem);
  }

  /**
   * The same release while {@code current} cannot be put right; a phrase, as {@link Astray#what}.
   */
  public ActiveRelease linkStays(String problem) {
    return new ActiveRelease(this, linkedAt, elsewhere, Optional.of(problem));
  }

  /** The same release with {@code current} naming it again. */
  public ActiveRelease linkMended() {
    return new ActiveRelease(this, linkedAt, elsewhere, Optional.empty());
  }

  /** The same release after the wall clock was set. */
  public ActiveRelease clockStepped(Duration step) {
    return new ActiveRelease(this, linkedAt.plus(step), elsewhere, linkProblem);
  }

  /** When {@code current} was made to name it, as the wall clock counts now. */
  public Instant linkedAt() {
    return linkedAt;
  }

  /** Where {@code current} led to the last time that it led to other files. */
  public Optional<Path> elsewhere() {
    return elsewhere;
  }

  /** What is wrong with {@code current} and cannot be mended; empty while all is well. */
  public Optional<String> linkProblem() {
    return linkProblem;
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
