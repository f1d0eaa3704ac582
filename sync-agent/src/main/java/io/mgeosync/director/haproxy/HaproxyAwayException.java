package io.mgeosync.director.haproxy;

import io.mgeosync.manifest.Refusal;
import java.io.IOException;
import java.nio.file.Path;

/** HAProxy cannot be reached, or does not answer. */
public final class HaproxyAwayException extends Refusal {
  private final Path socket;

  HaproxyAwayException(Path socket, IOException cause) {
    super(
        Kind.UNAVAILABLE,
        "HAProxy does not answer on " + socket + ": " + cause.getMessage(),
        "look whether it runs, has \"stats socket … level admin\" there, and lets this user write",
        cause);
    this.socket = socket;
  }

  public Path socket() {
    return socket;
  }
}
