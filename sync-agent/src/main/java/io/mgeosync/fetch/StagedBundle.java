package io.mgeosync.fetch;

import io.mgeosync.channel.Pin;
import io.mgeosync.disk.ReleaseName;
import io.mgeosync.manifest.json.EncodedManifest;
import java.nio.file.Path;

/** A bundle whose files all lie in staging; nothing says yet that they are right. */
public final class StagedBundle {
  private final Pin pin;
  private final ReleaseName name;
  private final EncodedManifest manifest;
  private final Path folder;

  StagedBundle(Pin pin, ReleaseName name, EncodedManifest manifest, Path folder) {
    this.pin = pin;
    this.name = name;
    this.manifest = manifest;
    this.folder = folder;
  }

  public Pin pin() {
    return pin;
  }

  public ReleaseName name() {
    return name;
  }

  public EncodedManifest manifest() {
    return manifest;
  }

  public Path folder() {
    return folder;
  }
}
