package io.mgeosync.verify;

import io.mgeosync.manifest.Manifest;
import io.mgeosync.manifest.Refusal;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A folder cannot be checked: it has no manifest. */
public final class NoManifestException extends Refusal {
  private final Path folder;

  NoManifestException(Path folder, @Nullable Throwable cause) {
    super(
        Kind.MISSING,
        "%s has no readable %s".formatted(folder, Manifest.FILE_NAME),
        "name the folder of a bundle, such as …/<bundle>/current; a release is fetched again by"
            + " `mgeo-sync sync`",
        cause);
    this.folder = folder;
  }

  public Path folder() {
    return folder;
  }
}
