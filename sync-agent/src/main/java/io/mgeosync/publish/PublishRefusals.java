package io.mgeosync.publish;

import io.mgeosync.channel.Pin;
import io.mgeosync.manifest.BundleName;
import io.mgeosync.manifest.BundleVersion;
import io.mgeosync.manifest.Manifest;
import io.mgeosync.manifest.Refusal;
import io.mgeosync.manifest.Refusal.Kind;
import io.mgeosync.manifest.digest.Digest;
import io.mgeosync.store.ObjectKey;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Why a version is not published, not promoted or not stepped back to. */
final class PublishRefusals {
  private PublishRefusals() {}

  /**
   * The version is already published with other files, and a version never changes in place.
   *
   * @param path the first file, in order of path, that is not the same in both
   */
  static Refusal versionExists(Pin existing, String path, String location) {
    return Refusal.of(
        Kind.MISMATCH,
        "%s is already in %s with other files; %s is the first that differs"
            .formatted(existing, location, path),
        "publish under a new version; a published one never changes");
  }

  /** Another publisher writes the same version at the same time; no manifest was written. */
  static Refusal concurrent(ObjectKey key, String location, @Nullable Throwable cause) {
    return Refusal.of(
        Kind.BUSY,
        "%s in %s was written by another publisher during this publish".formatted(key, location),
        "see that only one job publishes a version, then publish again",
        cause);
  }

  /** This process is being stopped; no manifest was written. */
  static Refusal interrupted(InterruptedException cause) {
    return Refusal.of(
        Kind.UNAVAILABLE,
        "publishing was interrupted before its end",
        "publish again; what is already there is taken over where it can be proven",
        cause);
  }

  /** The store has no manifest for this version: it was never published, or not to the end. */
  static Refusal notPublished(BundleName bundle, BundleVersion version, String location) {
    return Refusal.of(
        Kind.MISSING,
        "%s %s is not published in %s".formatted(bundle, version, location),
        "correct the version, or publish it with `mgeo-sync publish DIR --bundle %s --version %s`"
            .formatted(bundle, version));
  }

  /** A version's folder in the store holds the manifest of another version. */
  static Refusal misplacedManifest(ObjectKey key, String location, Manifest manifest) {
    return Refusal.of(
        Kind.MISMATCH,
        "%s in %s is the manifest of %s %s"
            .formatted(key, location, manifest.bundle(), manifest.version()),
        "remove what was copied there by hand, and publish that version with"
            + " `mgeo-sync publish DIR --bundle … --version …`");
  }

  /** The store holds the version, but it is not the bundle that the pin means. */
  static Refusal otherPin(Pin pin, Digest actual, String location) {
    return Refusal.of(
        Kind.MISMATCH,
        "%s %s in %s has the digest %s, not %s"
            .formatted(pin.bundle(), pin.version(), location, actual, pin.digest()),
        "find out who replaced it; publish the right files under a new version and promote that");
  }

  /**
   * The channel's history holds no version to step back to.
   *
   * @param known what could be named instead, oldest first
   */
  static Refusal nothingBefore(
      String channel, BundleName bundle, Optional<BundleVersion> asked, List<BundleVersion> known) {
    return Refusal.of(
        Kind.MISSING,
        asked
            .map(
                version ->
                    "%s %s was never promoted to channel \"%s\""
                        .formatted(bundle, version, channel))
            .orElse("channel \"%s\" had no version of %s before".formatted(channel, bundle)),
        known.isEmpty()
            ? "choose a published version with `mgeo-sync promote --channel %s --bundle %s --version …`"
                .formatted(channel, bundle)
            : "name one of %s with --version".formatted(known));
  }
}
