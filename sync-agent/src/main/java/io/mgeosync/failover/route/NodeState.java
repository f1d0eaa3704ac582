package io.mgeosync.failover.route;

import java.util.Locale;

/** What a node is to the director, the most wanted first. */
public enum NodeState {
  /** Its gate is open, and it has proven what is required. */
  READY,
  /** As ready, but it fell so often of late that it waits. */
  HELD,
  /** Its gate is open, but it, or the operator, asks for no new requests. */
  DRAINING,
  /** Its gate is open again, but it has not proven enough yet. */
  PROVING,
  /** It does not answer, or not with a verdict. */
  UNKNOWN,
  /** It said no, and nothing else since: never has a request. */
  REFUSED;

  /** As in {@code /status} and metrics. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
