package io.mgeosync.store;

import io.mgeosync.manifest.Refusal;
import org.jspecify.annotations.Nullable;

/** A store could not do what was asked; the kind says whether trying again can help. */
public class StoreException extends Refusal {
  public StoreException(Kind kind, String reason, String remedy, @Nullable Throwable cause) {
    super(kind, reason, remedy, cause);
  }
}
