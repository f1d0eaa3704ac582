package io.mgeosync.drill;

import io.mgeosync.manifest.Refusal;

/** The node is still out, and the drill has tried for as long as it may. */
public final class NotRestoredException extends Refusal {
  NotRestoredException(String byHand, Refusal cause) {
    super(
        cause.kind(),
        "THE NODE IS STILL OUT: " + cause.reason(),
        "BRING IT BACK BY HAND: " + byHand,
        cause);
  }
}
