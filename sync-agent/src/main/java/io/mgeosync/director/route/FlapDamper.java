package io.mgeosync.director.route;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * Damps a node that flaps: once it has fallen {@link #FALLS} times within {@link #WINDOW}, it is
 * held until that is no longer so. However the falls are spread, a node thus leaves and comes back
 * at most {@link #FALLS} times in any such window. Unlike the hold-down of a probe, which grows
 * from 30 s, it may be this strict, since a held node still has the requests when no better one is
 * there.
 *
 * <p>Confined to one caller at a time.
 */
final class FlapDamper {
  static final int FALLS = 3;
  static final Duration WINDOW = Duration.ofMinutes(10);

  private final Deque<Instant> falls = new ArrayDeque<>();

  void fell(Instant now) {
    forget(now);
    falls.addLast(now);
  }

  boolean held(Instant now) {
    forget(now);
    return falls.size() >= FALLS;
  }

  /** When a held node is free if it does not fall again. */
  Instant until() {
    Iterator<Instant> last = falls.descendingIterator();
    Instant decisive = Instant.MIN;
    for (int i = 0; i < FALLS && last.hasNext(); i++) {
      decisive = last.next();
    }
    return decisive.equals(Instant.MIN) ? decisive : decisive.plus(WINDOW);
  }

  int count() {
    return falls.size();
  }

  void clear() {
    falls.clear();
  }

  private void forget(Instant now) {
    while (!falls.isEmpty() && !falls.getFirst().plus(WINDOW).isAfter(now)) {
      falls.removeFirst();
    }
  }
}
