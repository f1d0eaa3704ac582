package io.mgeosync.activate;

import io.mgeosync.channel.Pin;
import java.time.Instant;

/**
 * A bundle that failed on this node while the release before it, tried after it, did not.
 *
 * @param at when it failed
 * @param why one line
 */
public record Poisoned(Pin pin, Instant at, String why) {
  public Poisoned {
    if (why.isBlank() || why.lines().count() > 1) {
      throw new IllegalArgumentException("a reason is one line");
    }
  }
}
