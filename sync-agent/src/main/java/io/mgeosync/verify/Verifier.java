package io.mgeosync.verify;

import io.mgeosync.channel.Pin;
import io.mgeosync.disk.DiskFailures;
import io.mgeosync.disk.FileStamp;
import io.mgeosync.disk.IoPolicy;
import io.mgeosync.disk.ReleaseName;
import io.mgeosync.fetch.ProvenFiles;
import io.mgeosync.fetch.StagedBundle;
import io.mgeosync.manifest.FileEntry;
import io.mgeosync.manifest.FileNames;
import io.mgeosync.manifest.Manifest;
import io.mgeosync.manifest.digest.Digest;
import io.mgeosync.manifest.json.EncodedManifest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Proves folders against pinned manifests, on all cores, in bounded memory. A file is proven by its
 * chunks' SHA-256; nothing may lie beside the listed files.
 *
 * <p>Each method throws {@link io.mgeosync.disk.WorkInterruptedException} when its thread is
 * interrupted, {@link io.mgeosync.disk.StateUnusableException} when the folder cannot be listed,
 * and {@link UncheckedBundleException} or {@link io.mgeosync.manifest.UnsayableNameException} when
 * a file cannot be opened here and now: none of these says that a byte is wrong.
 */
public final class Verifier {
  private final Clock clock;
  private final IoPolicy manners;

  /** As fast as it goes. */
  public Verifier(Clock clock) {
    this(clock, IoPolicy.NONE);
  }

  /**
   * Beside a service.
   *
   * @param manners of all the reading
   */
  public Verifier(Clock clock, IoPolicy manners) {
    this.clock = clock;
    this.manners = manners;
  }

  /**
   * Proves what a fetch staged. Files that the same fetch proved on their way to the disk, and that
   * were not touched since, are not read a second time; everything else is.
   *
   * @throws CorruptBundleException naming the first bad path
   */
  public VerifiedBundle verify(StagedBundle staged) {
    StatFingerprint found = fingerprint(staged.folder());
    Predicate<FileEntry> proven = entry -> isProven(entry, found, staged.evidence());
    return prove(staged.pin(), staged.name(), staged.manifest(), staged.folder(), found, proven);
  }

  private static boolean isProven(FileEntry entry, StatFingerprint found, ProvenFiles evidence) {
    Optional<FileStamp> now = Optional.ofNullable(found.files().get(entry.path().value()));
    return now.isPresent() && evidence.of(entry.path()).equals(now);
  }

  /**
   * Proves a release that is on the disk, by reading all of it.
   *
   * @throws CorruptBundleException naming the first bad path
   * @throws NoManifestException when there is no release, or it has lost its manifest
   */
  public VerifiedBundle verify(Path releaseFolder, ReleaseName name, Pin pin) {
    EncodedManifest manifest = manifest(releaseFolder, Optional.of(pin.digest()));
    requireIdentity(releaseFolder, pin, manifest);
    StatFingerprint found = fingerprint(releaseFolder);
    return prove(pin, name, manifest, releaseFolder, found, entry -> false);
  }

  /**
   * As above, for a release whose pin is not remembered: it must be the one that its name says.
   *
   * @throws CorruptBundleException naming the first bad path
   * @throws NoManifestException when there is no release, or it has lost its manifest
   */
  public VerifiedBundle verify(Path releaseFolder, ReleaseName name) {
    Pin pin = ManifestFile.identity(ManifestFile.read(releaseFolder, Optional.empty()));
    if (!name.sameIdentity(ReleaseName.of(pin.version(), pin.digest()))) {
      throw otherIdentity(releaseFolder, name.digest12(), pin.digest().shortHex());
    }
    return verify(releaseFolder, name, pin);
  }

  private static void requireIdentity(Path folder, Pin pin, EncodedManifest manifest) {
    Pin identity = ManifestFile.identity(manifest);
    if (!identity.equals(pin)) {
      throw otherIdentity(folder, pin.toString(), identity.toString());
    }
  }

  private static CorruptBundleException otherIdentity(Path folder, String expected, String actual) {
    var finding = new FileFinding(Manifest.FILE_NAME, FileFinding.Status.DIGEST, expected, actual);
    return new CorruptBundleException(folder, List.of(finding));
  }

  private VerifiedBundle prove(
      Pin pin,
      ReleaseName name,
      EncodedManifest manifest,
      Path folder,
      StatFingerprint found,
      Predicate<FileEntry> proven) {
    requireRight(folder, new FolderCheck(folder, manifest, found, manners).chunks(proven, true));
    return new VerifiedBundle(pin, name, folder, found, clock.instant());
  }

  private static void requireRight(Path folder, List<FileFinding> findings) {
    List<FileFinding> wrong = findings.stream().filter(FileFinding::wrong).toList();
    if (!wrong.isEmpty()) {
      throw new CorruptBundleException(folder, wrong);
    }
    findings.stream()
        .filter(finding -> !finding.ok())
        .findFirst()
        .ifPresent(
            unchecked -> {
              throw UncheckedBundleException.of(folder, unchecked);
            });
  }

  /** Whose files this JVM can open by their names: to look for others proves nothing. */
  private static EncodedManifest manifest(Path folder, Optional<Digest> pin) {
    EncodedManifest manifest = ManifestFile.read(folder, pin);
    FileNames.ofThisJvm().requireNameable(manifest.manifest());
    return manifest;
  }

  /**
   * Checks any folder that holds a bundle and reports on every path.
   *
   * @param named a folder, or a link to one such as {@code current}
   * @param pin the digest that its manifest should have; without one the manifest in the folder is
   *     believed, and only accidents are found
   * @throws CorruptBundleException when the manifest itself is not the pinned one
   * @throws NoManifestException when there is none
   */
  public VerificationReport check(Path named, Optional<Digest> pin) {
    Path folder = resolved(named);
    EncodedManifest manifest = manifest(folder, pin);
    List<FileFinding> findings =
        new FolderCheck(folder, manifest, fingerprint(folder), manners)
            .chunks(entry -> false, false);
    return new VerificationReport(folder, ManifestFile.identity(manifest), findings);
  }

  /** As {@link #check}, with the whole-file SHA-256 and MD5 of every file instead of its chunks. */
  public VerificationReport checkWholeFiles(Path named, Optional<Digest> pin) {
    Path folder = resolved(named);
    EncodedManifest manifest = manifest(folder, pin);
    List<FileFinding> findings =
        new FolderCheck(folder, manifest, fingerprint(folder), manners).wholeFiles();
    return new VerificationReport(folder, ManifestFile.identity(manifest), findings);
  }

  /** An operator names {@code current}, which is a link; inside a bundle none is followed. */
  private static Path resolved(Path named) {
    try {
      return named.toRealPath();
    } catch (IOException e) {
      throw ManifestFile.unread(named, e);
    }
  }

  private static StatFingerprint fingerprint(Path folder) {
    try {
      return StatFingerprint.of(folder);
    } catch (IOException e) {
      throw DiskFailures.explain(folder, e);
    }
  }
}
