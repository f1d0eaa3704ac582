package io.mgeosync.verify;

import io.mgeosync.channel.Pin;
import io.mgeosync.disk.ReleaseName;
import io.mgeosync.fetch.Evidence;
import io.mgeosync.fetch.StagedBundle;
import io.mgeosync.manifest.digest.Digest;
import io.mgeosync.manifest.json.EncodedManifest;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Proves that a folder holds exactly what a manifest says, byte for byte, and nothing else. */
public final class Verifier {
  private final Clock clock;

  public Verifier(Clock clock) {
    this.clock = clock;
  }

  /**
   * From staging to verified. A file that the fetch proved in this very process, and that nobody
   * touched since, is not read a second time.
   *
   * @throws CorruptBundleException when anything in the folder is not as pinned
   */
  public VerifiedBundle verify(StagedBundle staged) {
    return verify(
        staged.folder(), staged.name(), staged.pin(), staged.manifest(), staged.evidence());
  }

  /**
   * A release where it lies, every byte of it read.
   *
   * @throws CorruptBundleException when anything in the folder is not as pinned
   */
  public VerifiedBundle verify(Path folder, ReleaseName name, Pin pin) {
    EncodedManifest manifest = FolderManifest.read(folder);
    requireIdentity(folder, pin.digest(), manifest);
    return verify(folder, name, pin, manifest, Evidence.none());
  }

  /**
   * A release whose pin nobody remembers: it must be the one that its folder's name says.
   *
   * @throws CorruptBundleException when anything in the folder is not as its own manifest says
   */
  public VerifiedBundle verify(Path folder, ReleaseName name) {
    EncodedManifest manifest = FolderManifest.read(folder);
    Pin pin = FolderManifest.pin(manifest);
    if (!name.sameIdentity(ReleaseName.of(pin.version(), pin.digest()))) {
      throw new CorruptBundleException(
          folder, List.of(FolderManifest.otherIdentity(name.digest12(), manifest)));
    }
    return verify(folder, name, pin, manifest, Evidence.none());
  }

  /**
   * Checks a folder and says what is wrong with it, without throwing for that.
   *
   * @param pin what the manifest's digest must be; empty to believe the manifest that is there
   * @throws MissingManifestException when there is no manifest to check against
   */
  public VerificationReport check(Path folder, Optional<Digest> pin) {
    EncodedManifest manifest = FolderManifest.read(folder);
    List<FileFinding> findings =
        pin.filter(digest -> !digest.equals(manifest.digest()))
            .map(digest -> List.of(FolderManifest.otherIdentity(digest.shortHex(), manifest)))
            .orElseGet(() -> new FolderCheck(folder, manifest, Evidence.none()).run());
    return new VerificationReport(folder, FolderManifest.pin(manifest), findings);
  }

  private VerifiedBundle verify(
      Path folder, ReleaseName name, Pin pin, EncodedManifest manifest, Evidence evidence) {
    StatFingerprint seen = StatFingerprint.of(folder);
    Instant begun = clock.instant();
    List<FileFinding> bad =
        new FolderCheck(folder, manifest, evidence)
            .run().stream().filter(finding -> !finding.ok()).toList();
    if (!bad.isEmpty()) {
      throw new CorruptBundleException(folder, bad);
    }
    return new VerifiedBundle(pin, name, folder, begun, seen);
  }

  private static void requireIdentity(Path folder, Digest pinned, EncodedManifest manifest) {
    if (!pinned.equals(manifest.digest())) {
      throw new CorruptBundleException(
          folder, List.of(FolderManifest.otherIdentity(pinned.shortHex(), manifest)));
    }
  }
}
