package io.mgeosync.director.client;

import io.mgeosync.manifest.Refusal;
import java.net.URI;

/** The director will not do what it was asked for, as things are now. */
public final class DirectorRefusedException extends Refusal {
  private final URI director;
  private final int status;

  DirectorRefusedException(URI director, int status, String why) {
    super(
        Kind.BUSY,
        "the director at %s refuses: %s".formatted(director, why),
        "look at its /status, and try again when that has changed",
        null);
    this.director = director;
    this.status = status;
  }

  public URI director() {
    return director;
  }

  /** The HTTP status of its answer. */
  public int status() {
    return status;
  }
}
