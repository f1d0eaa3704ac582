package io.mgeosync.publish;

import io.mgeosync.manifest.Refusal;
import io.mgeosync.store.ObjectKey;
import org.jspecify.annotations.Nullable;

/** Another publisher writes the same version at the same time; no manifest was written. */
public final class ConcurrentPublishException extends Refusal {
  private final ObjectKey key;

  ConcurrentPublishException(ObjectKey key, String location, @Nullable Throwable cause) {
    super(
        Kind.BUSY,
        "%s in %s was written by another publisher during this publish".formatted(key, location),
        "see that only one job publishes a version, then publish again",
        cause);
    this.key = key;
  }

  public ObjectKey key() {
    return key;
  }
}
