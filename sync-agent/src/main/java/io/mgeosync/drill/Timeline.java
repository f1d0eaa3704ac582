package io.mgeosync.drill;

import java.util.OptionalLong;

/**
 * When what happened, in nanoseconds from the first request.
 *
 * @param action the node was taken out: when the order was given
 * @param moved the director said that every load balancer routes past it; empty when it never did
 * @param failing the first bad answer's request was due, but not before {@code action}; {@code
 *     action} when there was none
 * @param recovered the end of the last bad answer; {@code failing} when there was none, empty when
 *     it went on for as long as the drill waited
 * @param restored when the order to bring it back was given
 * @param returned the route was as before; empty when it never was
 * @param end no more requests
 */
public record Timeline(
    long action,
    OptionalLong moved,
    long failing,
    OptionalLong recovered,
    long restored,
    OptionalLong returned,
    long end) {
  public Timeline {
    if (action < 0 || failing < action || restored < action || end < restored) {
      throw new IllegalArgumentException("a drill acts, restores and ends, in this order");
    }
  }
}
