package io.mgeosync.drill;

import io.mgeosync.manifest.Refusal;

/**
 * One director took the order to route past the node, and another one did not: the first has to let
 * it back.
 */
public final class PartlyOutException extends Refusal {
  PartlyOutException(Refusal cause) {
    super(Kind.UNAVAILABLE, "not all directors follow: " + cause.reason(), cause.remedy(), cause);
  }
}
