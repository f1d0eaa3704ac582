package io.mgeosync.fetch;

import io.mgeosync.channel.Pin;
import io.mgeosync.disk.ReleaseName;
import io.mgeosync.manifest.json.EncodedManifest;
import java.nio.file.Path;
import java.time.Instant;

/** A bundle whose files all lie in staging; nothing says yet that they are right. */
public final class StagedBundle {
  private final Pin pin;
  private final ReleaseName name;
  private final EncodedManifest manifest;
  private final Path folder;
  private final ProvenFiles evidence;
  private final Instant fetchedAt;

  StagedBundle(
      Pin pin,
      ReleaseName name,
      EncodedManifest manifest,
      Path folder,
      ProvenFiles evidence,
      Instant fetchedAt) {
    this.pin = pin;
    this.name = name;
    this.manifest = manifest;
    this.folder = folder;
    this.evidence = evidence;
    this.fetchedAt = fetchedAt;
  }

  public Pin pin() {
    return pin;
  }

  /** The name that no release has yet. */
  public ReleaseName name() {
    return name;
  }

  public EncodedManifest manifest() {
    return manifest;
  }

  public Path folder() {
    return folder;
  }

  /** Spares the verifier a second reading of what was proven a moment ago. */
  public ProvenFiles evidence() {
    return evidence;
  }

  public Instant fetchedAt() {
    return fetchedAt;
  }
}
