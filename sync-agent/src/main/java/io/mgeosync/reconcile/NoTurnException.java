package io.mgeosync.reconcile;

import io.mgeosync.channel.Pin;
import io.mgeosync.manifest.Refusal;

/** A switch has to wait because too few peers would go on serving meanwhile; it is tried again. */
public final class NoTurnException extends Refusal {
  /**
   * @param why which peers are in the way, one line
   * @param maxUnavailable how many nodes of the group may be out of service at once
   */
  public NoTurnException(Pin next, String why, int maxUnavailable) {
    super(
        Kind.BUSY,
        "%s waits for this node's turn: %s".formatted(next, why),
        "it is tried again at each channel.poll; mend or undrain the peer, remove it from"
            + " \"peers\","
            + " or raise rollout.max-unavailable (now %d)".formatted(maxUnavailable),
        null);
  }
}
