package io.mgeosync.schedule;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.quartz.DisallowConcurrentExecution;
import org.quartz.Job;
import org.quartz.JobExecutionContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What runs under one name, one run at a time: Quartz holds a second one back until then. */
@DisallowConcurrentExecution
final class Lane implements Job {
  private static final Logger LOG = LoggerFactory.getLogger(Lane.class);

  /** How far a timer and the clock may differ; more is a clock that was set back. */
  private static final Duration EARLY = Duration.ofSeconds(10);

  private final String name;
  private final Splay splay;
  private final Runnable cycle;
  private final Clock clock;
  private final Timer timer;
  private final AtomicBoolean asked = new AtomicBoolean();
  private volatile @Nullable Thread runner;
  private volatile Instant planned;
  private volatile Instant ended = Instant.MIN;

  /** Starts the lane at an instant. */
  @FunctionalInterface
  interface Timer {
    void arm(Lane lane, Instant at);
  }

  Lane(String name, Splay splay, Runnable cycle, Clock clock, Timer timer) {
    this.name = name;
    this.splay = splay;
    this.cycle = cycle;
    this.clock = clock;
    this.timer = timer;
    this.planned = clock.instant();
  }

  String name() {
    return name;
  }

  Splay splay() {
    return splay;
  }

  /** False when a run is already asked for and has not begun. */
  boolean requestRun() {
    return asked.compareAndSet(false, true);
  }

  void interrupt() {
    Thread running = runner;
    if (running != null) {
      running.interrupt();
    }
  }

  /**
   * After the clock was set: what was planned for a time that has come by now runs, and otherwise
   * the next run is planned again. No run can have ended later than now.
   */
  void clockStepped() {
    Instant now = clock.instant();
    if (ended.isAfter(now)) {
      ended = now;
    }
    if (planned.isAfter(now)) {
      planAfter(now);
    } else {
      timer.arm(this, planned);
    }
  }

  /** Plans the next run; never the one that has just begun, though its timer rang early. */
  void plan() {
    Instant now = clock.instant();
    boolean early = now.isBefore(planned) && now.plus(EARLY).isAfter(planned);
    planAfter(early ? planned : now);
  }

  private void planAfter(Instant instant) {
    splay
        .nextAfter(instant)
        .ifPresent(
            at -> {
              planned = at;
              timer.arm(this, at);
            });
  }

  @Override
  public void execute(JobExecutionContext context) {
    if (context.getTrigger().getKey().getName().equals(name)) {
      ring();
    } else {
      run();
    }
  }

  /** The planned time has come, or came while a run that was asked for held this one back. */
  void ring() {
    boolean due = planned.isAfter(ended);
    try {
      if (due) {
        run();
      }
    } finally {
      tellDropped(due ? planned : planned.minusMillis(1));
      plan();
    }
  }

  /** One line for all times after {@code since} that passed during the last run. */
  private void tellDropped(Instant since) {
    splay
        .nextAfter(since)
        .filter(time -> !time.isAfter(ended))
        .ifPresent(
            time -> LOG.info("{}: a run was still going at {}, no other begins", name, time));
  }

  /** Now, independently of the plan. */
  void run() {
    asked.set(false);
    runner = Thread.currentThread();
    try {
      cycle.run();
    } catch (RuntimeException e) {
      LOG.error("{}: a run ended with an error that nothing expected", name, e);
    } finally {
      runner = null;
      ended = clock.instant();
    }
  }
}
