package io.mgeosync.verdict;

import io.mgeosync.base.HostPort;
import io.mgeosync.manifest.Refusal;
import java.io.IOException;

/** The agent check cannot be answered where it should. */
public final class AgentCheckListenException extends Refusal {
  AgentCheckListenException(HostPort address, IOException cause) {
    super(
        Kind.CONFIGURATION,
        "cannot listen on %s: %s".formatted(address, cause.getMessage()),
        "find who has this port with: ss -ltnp 'sport = :%d', or change failover.agent-check"
            .formatted(address.port()),
        cause);
  }
}
