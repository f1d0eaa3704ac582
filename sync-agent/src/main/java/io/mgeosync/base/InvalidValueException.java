package io.mgeosync.base;

import io.mgeosync.manifest.Refusal;

/** A value that cannot be used as written, wherever it was written; never quotes a secret. */
public final class InvalidValueException extends Refusal {
  public InvalidValueException(String problem, String remedy) {
    super(Kind.CONFIGURATION, problem, remedy, null);
  }
}
