package io.mgeosync.director.route;

import java.util.Locale;

/** What a node is to the director, the most wanted first. */
public enum NodeState {
  /** Its gate is open, and it has proven what is required. */
  READY,
  /** As ready, but it fell so often of late that it waits. */
  HELD,
  /** Its gate is open, but it, or the operator, asks for no new requests. */
  DRAINING,
  /** It switches or is held back, and still holds a release that it has proven. */
  NOT_NOW,
  /** Its gate is open again, but it has not proven enough yet. */
  PROVING,
  /** It does not answer, not with a verdict, or its agent does not know how it is. */
  UNKNOWN,
  /** It switches or starts, and holds nothing that is proven: has no request before it is over. */
  WAITING,
  /** Something is proven against it, and it said nothing better since: never has a request. */
  REFUSED;

  /** Whether it may have a request at all, if only as the last one. */
  public boolean routable() {
    return compareTo(WAITING) < 0;
  }

  /** As in {@code /status} and metrics. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
