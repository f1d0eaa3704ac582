package io.mgeosync.reconcile;

import io.mgeosync.manifest.BundleName;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices that the wall clock was set, by comparing it with one that never jumps, and moves what
 * was stamped before along with it: by the steady clock all of it is as old as it was. Safe from
 * any thread.
 */
final class ClockSteps {
  private static final Logger log = LoggerFactory.getLogger(ClockSteps.class);

  /** Less is how a clock is disciplined; it adds up until it is noticed. */
  private static final Duration NOTICED = Duration.ofSeconds(1);

  private final BundleName bundle;
  private final Clock wall;
  private final StateHolder state;
  private Supplier<Instant> steady;
  private Duration offset = Duration.ZERO;

  /** Without a steady clock the wall clock is taken for one, and never steps. */
  ClockSteps(BundleName bundle, Clock wall, StateHolder state) {
    this.bundle = bundle;
    this.wall = wall;
    this.state = state;
    this.steady = wall::instant;
  }

  /** From now on the wall clock is compared with this one. */
  synchronized void against(Supplier<Instant> clock) {
    steady = clock;
    offset = offsetNow();
  }

  /** To be called before anything is stamped or its age is judged. */
  synchronized void followClock() {
    Duration now = offsetNow();
    Duration step = now.minus(offset);
    if (step.abs().compareTo(NOTICED) > 0) {
      offset = now;
      log.warn(
          "{}: the clock was set {} by {} s",
          bundle,
          step.isNegative() ? "back" : "forward",
          step.abs().toSeconds());
      state.update(s -> s.clockStepped(step));
    }
  }

  private Duration offsetNow() {
    return Duration.between(steady.get(), wall.instant());
  }
}
