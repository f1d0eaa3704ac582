package io.mgeosync.probe;

import java.time.Duration;
import java.time.Instant;

/**
 * The last look of one probe.
 *
 * @param startedAt when that look began: it says nothing about what happened after
 * @param at when it ended
 * @param streak how many looks in a row were of this kind (good, wrong or late), at least 1
 * @param looks how many looks there were in all
 */
public record ProbeSeen(ProbeResult result, Instant startedAt, Instant at, int streak, long looks) {
  public ProbeSeen {
    if (at.isBefore(startedAt) || streak < 1 || looks < streak) {
      throw new IllegalArgumentException("no look can have been like this");
    }
  }

  /** The first look ever. */
  public static ProbeSeen first(ProbeResult result, Instant startedAt, Instant at) {
    return new ProbeSeen(result, startedAt, at, 1, 1);
  }

  /** The look after this one. */
  public ProbeSeen then(ProbeResult next, Instant nextStartedAt, Instant nextAt) {
    boolean same = next.getClass() == result.getClass();
    return new ProbeSeen(next, nextStartedAt, nextAt, same ? streak + 1 : 1, looks + 1);
  }

  public boolean good() {
    return result instanceof ProbeResult.Good;
  }

  public Duration age(Instant now) {
    return Duration.between(at, now);
  }
}
