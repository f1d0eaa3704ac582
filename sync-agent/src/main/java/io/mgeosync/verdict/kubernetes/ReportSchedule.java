package io.mgeosync.verdict.kubernetes;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * When the cluster is told next: at once when there is news, at each resync without, and after a
 * failure later each time. Confined to one thread.
 */
final class ReportSchedule {
  static final Duration SHORTEST = Duration.ofSeconds(1);
  static final Duration LONGEST = Duration.ofSeconds(16);

  private final Clock clock;
  private final Duration resync;
  private Instant tried = Instant.MIN;
  private Instant next = Instant.MIN;
  private Duration pause = Duration.ZERO;

  /**
   * Starts due.
   *
   * @param clock must not jump
   */
  ReportSchedule(Clock clock, Duration resync) {
    this.clock = clock;
    this.resync = resync;
  }

  /** News waits for no resync and for no long pause, yet a server in trouble is not hammered. */
  boolean due(boolean news) {
    Instant now = clock.instant();
    boolean bearable = pause.isZero() || !now.isBefore(tried.plus(SHORTEST));
    return !now.isBefore(next) || (news && bearable);
  }

  void succeeded() {
    pause = Duration.ZERO;
    waitUntil(resync);
  }

  void failed() {
    Duration doubled = pause.multipliedBy(2);
    pause = doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
    if (pause.isZero()) {
      pause = SHORTEST;
    }
    waitUntil(pause);
  }

  private void waitUntil(Duration until) {
    tried = clock.instant();
    next = tried.plus(until);
  }
}
