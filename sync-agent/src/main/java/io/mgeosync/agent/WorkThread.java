package io.mgeosync.agent;

import io.mgeosync.base.Deadline;
import io.mgeosync.manifest.BundleName;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread of one bundle, with its name in it: takes one task after the other. A bug in one task
 * is told and does not end those that come after it; what comes once the agent stops is dropped.
 */
final class WorkThread implements Executor {
  private static final Logger log = LoggerFactory.getLogger(WorkThread.class);

  private final BundleName bundle;
  private final ScheduledExecutorService thread;

  WorkThread(String what, BundleName bundle) {
    this.bundle = bundle;
    this.thread =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name(what + "-" + bundle).factory());
  }

  /** For tasks that tell their own bugs; one that comes too late is refused. */
  @Override
  public void execute(Runnable task) {
    thread.execute(task);
  }

  /** Soon; waits for nothing. */
  void runSoon(String what, Runnable task) {
    try {
      thread.execute(guarded(what, task));
    } catch (RejectedExecutionException e) {
      log.debug("{}: no {}: the agent is stopping", bundle, what, e);
    }
  }

  /** Soon; returns when it has ended, or is never to be. */
  void runAndWait(String what, Runnable task) {
    try {
      thread.submit(guarded(what, task)).get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | RejectedExecutionException e) {
      log.debug("{}: no {}: the agent is stopping", bundle, what, e);
    }
  }

  /** First after that time, and then each time that long after the last one ended. */
  void withPause(String what, Duration pause, Runnable task) {
    var _ =
        thread.scheduleWithFixedDelay(
            guarded(what, task), pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  /**
   * At once, and then from the start of one to the start of the next. Those that the whole machine
   * missed are not made up for: what is seen in a burst is seen once.
   */
  void each(String what, Duration interval, Runnable task) {
    at(Deadline.now(), interval, guarded(what, task));
  }

  private void at(Deadline due, Duration interval, Runnable task) {
    try {
      var _ =
          thread.schedule(
              () -> {
                Deadline from = due.plus(interval).isOver() ? Deadline.now() : due;
                task.run();
                at(from.plus(interval), interval, task);
              },
              due.leftNanos(),
              TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException e) {
      log.debug("{}: the agent is stopping", bundle, e);
    }
  }

  private Runnable guarded(String what, Runnable task) {
    return () -> {
      try {
        task.run();
      } catch (RuntimeException e) {
        log.error("{}: {} failed; this is a bug in mgeo-sync", bundle, what, e);
      }
    };
  }

  /** Interrupts what it does and takes no more. */
  void stop() {
    thread.shutdownNow();
  }

  /** Whether what it did when it was stopped has ended by then. */
  boolean endsWithin(Duration atMost) {
    try {
      boolean ended = thread.awaitTermination(atMost.toMillis(), TimeUnit.MILLISECONDS);
      if (!ended) {
        log.warn("{}: the work did not end within {} s", bundle, atMost.toSeconds());
      }
      return ended;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
