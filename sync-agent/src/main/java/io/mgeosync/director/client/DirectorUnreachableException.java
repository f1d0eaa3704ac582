package io.mgeosync.director.client;

import io.mgeosync.base.UnixUrl;
import io.mgeosync.manifest.Refusal;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Nothing is known of a director: whether a request reached it is not known either. */
public final class DirectorUnreachableException extends Refusal {
  private final URI director;

  DirectorUnreachableException(URI director, String why, @Nullable Throwable cause) {
    super(
        Kind.UNAVAILABLE,
        "the director at %s cannot be asked: %s".formatted(UnixUrl.shown(director), why),
        "start it (systemctl start mgeo-sync-director), or correct --director",
        cause);
    this.director = director;
  }

  public URI director() {
    return director;
  }
}
