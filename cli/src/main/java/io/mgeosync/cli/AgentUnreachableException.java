package io.mgeosync.cli;

import io.mgeosync.base.UnixUrl;
import io.mgeosync.manifest.Refusal;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Nothing is known of the agent: not the same as an agent that refuses. */
final class AgentUnreachableException extends Refusal {
  AgentUnreachableException(URI address, String why, @Nullable Throwable cause) {
    super(
        Kind.UNAVAILABLE,
        "the agent at %s cannot be asked: %s".formatted(UnixUrl.shown(address), why),
        "start it (systemctl start mgeo-sync-agent), or correct http.listen",
        cause);
  }
}
