package io.mgeosync.channel;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;

/**
 * How far one change of a channel may reach. Without a limit one wrong or hostile write would take
 * the last sequence that there is, and a node that had seen it could never follow another one; or
 * it would set an expiry that never comes.
 */
public final class ChannelLimits {
  /**
   * No sequence is larger: every reader of JSON has it exactly, and it takes 900 000 steps to come
   * here.
   */
  public static final long SEQUENCE_AT_MOST = (1L << 53) - 1;

  /** A sequence grows by no more at a time; a date or a time in seconds may be one. */
  public static final long STEP_AT_MOST = 10_000_000_000L;

  /** A channel is made valid, and a rollout takes, no longer than this. */
  public static final Duration AHEAD_AT_MOST = Duration.ofDays(3650);

  /** No date in a channel is later, even where the clock is wrong. */
  static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

  /** Two clocks need not agree. */
  private static final Duration SLACK = Duration.ofDays(10);

  /** No clock that says an earlier time than this program's first is believed. */
  private static final Instant EARLIEST_NOW = Instant.parse("2026-01-01T00:00:00Z");

  private ChannelLimits() {}

  /** Whether a channel can have moved from one sequence to the other in one change. */
  static boolean isOneStep(long from, long to) {
    return to - from <= STEP_AT_MOST;
  }

  /**
   * The largest of the sequences that was reached from nothing in steps; -1 where there is none.
   */
  static long reached(Collection<Long> sequences) {
    long last = -1;
    for (long sequence : sequences.stream().sorted().toList()) {
      if (!isOneStep(last, sequence)) {
        break;
      }
      last = sequence;
    }
    return last;
  }

  /** Whether a date is so late that no writer sets it. */
  public static boolean isTooLate(Instant date, Instant now) {
    Instant from = now.isAfter(EARLIEST_NOW) ? now : EARLIEST_NOW;
    return date.isAfter(from.plus(AHEAD_AT_MOST).plus(SLACK));
  }
}
