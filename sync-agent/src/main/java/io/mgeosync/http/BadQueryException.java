package io.mgeosync.http;

import io.mgeosync.manifest.Refusal;

/** What stands behind the question mark is not encoded as it must be. */
public final class BadQueryException extends Refusal {
  public BadQueryException(Throwable cause) {
    super(
        Kind.CONFIGURATION,
        "what stands behind the question mark cannot be understood",
        "encode it, e.g. bundle=mgeo-base",
        cause);
  }
}
