package io.mgeosync.director.client;

import io.mgeosync.manifest.Refusal;

/** Traffic is not moved, because there is nowhere ready to move it to. Nothing was changed. */
public final class NotReadyException extends Refusal {
  public NotReadyException(String reason, String remedy) {
    super(Kind.UNAVAILABLE, reason, remedy, null);
  }
}
