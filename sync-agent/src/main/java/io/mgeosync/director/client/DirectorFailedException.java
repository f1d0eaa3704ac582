package io.mgeosync.director.client;

import io.mgeosync.manifest.Refusal;
import java.net.URI;

/** The director took an order and then ran into trouble: it may have been carried out in part. */
public final class DirectorFailedException extends Refusal {
  private final URI director;
  private final int status;

  DirectorFailedException(URI director, int status, String why) {
    super(
        Kind.UNAVAILABLE,
        "the director at %s answered HTTP %d: %s".formatted(director, status, why),
        "look at its /status and log: the order may be carried out",
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
