package io.mgeosync.probe;

import io.mgeosync.gate.Condition;
import io.mgeosync.gate.Condition.Finding;
import io.mgeosync.gate.Condition.Status;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Damps a condition that flaps: once it has fallen {@link #FALLS} times within {@link #WINDOW}, its
 * recovery must last for {@link #FIRST}, for twice as long at each further fall, and never for
 * longer than {@link #LONGEST}. A fall is never delayed, only its end is, and falls are forgotten
 * as they leave the window.
 *
 * <p>Confined to one caller at a time, like the {@link ProbeJudge} whose findings it damps.
 */
public final class HoldDown {
  /** How many falls are flapping. */
  static final int FALLS = 3;

  /** For how long a fall is remembered. */
  static final Duration WINDOW = Duration.ofMinutes(10);

  static final Duration FIRST = Duration.ofSeconds(30);
  static final Duration LONGEST = Duration.ofMinutes(5);

  private final Deque<Instant> falls = new ArrayDeque<>();
  private Status last = Status.UNKNOWN;
  private Instant until = Instant.MIN;

  /**
   * What the gate should be told in place of this finding.
   *
   * @param result what the finding came from: only a row of good ones ends a hold-down
   * @param now from a clock that does not jump
   */
  public Finding damp(Finding judged, ProbeResult result, Instant now) {
    forget(now);
    boolean fell = last == Status.TRUE && judged.status() != Status.TRUE;
    boolean recovered = last != Status.TRUE && judged.status() == Status.TRUE;
    last = judged.status();
    if (fell) {
      falls.add(now);
    }
    boolean interrupted = now.isBefore(until) && !(result instanceof ProbeResult.Good);
    if (recovered || interrupted) {
      until = now.plus(length());
    }
    return judged.status() == Status.TRUE && now.isBefore(until) ? held(judged) : judged;
  }

  private void forget(Instant now) {
    while (!falls.isEmpty() && !falls.getFirst().plus(WINDOW).isAfter(now)) {
      falls.removeFirst();
    }
  }

  /** Zero for a condition that does not flap. */
  private Duration length() {
    int excess = falls.size() - FALLS;
    if (excess < 0) {
      return Duration.ZERO;
    }
    // More doublings than this are beyond the longest, with any first one.
    Duration doubled = FIRST.multipliedBy(1L << Math.min(excess, 20));
    return doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
  }

  private Finding held(Finding judged) {
    return Finding.notNow(
        Condition.HELD_DOWN,
        "recovering: %s; held down until %s because it failed %d times in %d min"
            .formatted(
                judged.message(),
                until.truncatedTo(ChronoUnit.SECONDS),
                falls.size(),
                WINDOW.toMinutes()));
  }
}
