package io.mgeosync.publish;

import io.mgeosync.manifest.Manifest;
import io.mgeosync.manifest.Refusal;
import io.mgeosync.store.ObjectKey;

/** A version's folder in the store holds the manifest of another version. */
public final class MisplacedManifestException extends Refusal {
  private final ObjectKey key;

  MisplacedManifestException(ObjectKey key, String location, Manifest manifest) {
    super(
        Kind.MISMATCH,
        "%s in %s is the manifest of %s %s"
            .formatted(key, location, manifest.bundle(), manifest.version()),
        "remove what was copied there by hand, and publish that version with"
            + " `mgeo-sync publish DIR --bundle … --version …`",
        null);
    this.key = key;
  }

  public ObjectKey key() {
    return key;
  }
}
