package io.mgeosync.config;

import io.mgeosync.manifest.Refusal;

/** A value that cannot be used as written, wherever it was written; never quotes a secret. */
public final class InvalidValueException extends Refusal {
  InvalidValueException(String problem, String remedy) {
    super(Kind.CONFIGURATION, problem, remedy, null);
  }
}
