package io.mgeosync.publish;

import io.mgeosync.channel.Pin;
import io.mgeosync.manifest.Refusal;

/** The version is already published with other files, and a version never changes in place. */
public final class VersionExistsException extends Refusal {
  private final Pin existing;
  private final String path;

  /**
   * @param path the first file, in order of path, that is not the same in both
   */
  VersionExistsException(Pin existing, String path, String location) {
    super(
        Kind.MISMATCH,
        "%s is already in %s with other files; %s is the first that differs"
            .formatted(existing, location, path),
        "publish under a new version; a published one never changes",
        null);
    this.existing = existing;
    this.path = path;
  }

  public Pin existing() {
    return existing;
  }

  public String path() {
    return path;
  }
}
