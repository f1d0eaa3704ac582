package io.mgeosync.http;

import io.mgeosync.base.Stopwatch;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Tells that requests cannot be answered: once a minute at most, with a count, however often a
 * client asks. Safe for use by several threads.
 */
final class FailureLog {
  private static final Duration EVERY = Duration.ofMinutes(1);

  private final Logger log;
  private final Supplier<Duration> running;
  private @Nullable Duration toldAt;
  private long untold;

  FailureLog(Logger log) {
    this(log, Stopwatch.started()::elapsed);
  }

  /**
   * The same.
   *
   * @param running how long there is this log; never jumps
   */
  FailureLog(Logger log, Supplier<Duration> running) {
    this.log = log;
    this.running = running;
  }

  /**
   * One more.
   *
   * @param what in one line, which no request has a part in
   */
  void tell(String what, RuntimeException failure) {
    long before = untoldBefore();
    if (before == 0) {
      log.error("{}", what, failure);
    } else if (before > 0) {
      log.error("{}; as did {} more requests since the last such line", what, before, failure);
    }
  }

  /** How many failed since the last line; negative while it is not time for one. */
  private synchronized long untoldBefore() {
    Duration now = running.get();
    if (toldAt != null && now.minus(toldAt).compareTo(EVERY) < 0) {
      untold++;
      return -1;
    }
    long before = untold;
    toldAt = now;
    untold = 0;
    return before;
  }
}
