package io.mgeosync.verify;

import io.mgeosync.manifest.Manifest;
import io.mgeosync.manifest.Refusal;
import java.nio.file.Path;

/** There is nothing to verify a folder against. */
public final class MissingManifestException extends Refusal {
  private final Path folder;

  MissingManifestException(Path folder) {
    super(
        Kind.MISSING,
        "%s holds no %s".formatted(folder, Manifest.FILE_NAME),
        "name the folder of a published or synced bundle",
        null);
    this.folder = folder;
  }

  public Path folder() {
    return folder;
  }
}
