package io.mgeosync.drill;

import io.mgeosync.base.Deadline;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/**
 * Makes requests at a steady pace, whether or not earlier ones were answered. A latency is counted
 * from when its request was due: a stall delays all that were due in it, and cannot hide them.
 */
public final class OpenLoop implements AutoCloseable {
  private static final double NANOS_PER_SECOND = 1e9;

  private final Deadline first;
  private final long interval;
  private final Source source;
  private final ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor();
  private final Thread pacer;
  private volatile boolean stopped;

  /** Where the requests come from. */
  @FunctionalInterface
  public interface Source {
    /**
     * Called by one thread for one request after the other, when each is due; what it does delays
     * the next ones.
     *
     * @param number from 0
     * @param due nanoseconds from when the first one was due
     * @return makes the request and waits for its answer, in a thread of its own
     */
    Runnable request(long number, long due);
  }

  /**
   * Starts at once, and goes on until it is closed.
   *
   * @param first when the first request is due; what was due before now is made at once
   * @param perSecond requests, above 0
   */
  public static OpenLoop start(Deadline first, double perSecond, Source source) {
    var loop = new OpenLoop(first, perSecond, source);
    loop.pacer.start();
    return loop;
  }

  /**
   * Returns when so many requests were made and each has its answer.
   *
   * @param perSecond requests, above 0
   */
  public static void run(long count, double perSecond, Source source) {
    try (var loop = new OpenLoop(Deadline.now(), perSecond, source)) {
      loop.pace(count);
    }
  }

  private OpenLoop(Deadline first, double perSecond, Source source) {
    this.first = first;
    this.interval = Math.round(NANOS_PER_SECOND / perSecond);
    this.source = source;
    this.pacer =
        Thread.ofPlatform().daemon().name("load-pacer").unstarted(() -> pace(Long.MAX_VALUE));
  }

  private void pace(long count) {
    for (long number = 0; number < count && awaits(number * interval); number++) {
      requests.execute(source.request(number, number * interval));
    }
  }

  /** Returns when this time has come, or with false when no more requests are wanted. */
  private boolean awaits(long due) {
    for (long left = left(due); left > 0 && !stopped; left = left(due)) {
      LockSupport.parkNanos(left);
    }
    return !stopped;
  }

  private long left(long due) {
    return first.leftNanos() + due;
  }

  /** Makes no more requests; does not wait for the answers of those that were made. */
  public void stop() {
    stopped = true;
    LockSupport.unpark(pacer);
  }

  /** Makes no more requests, and returns when each that was made has its answer. */
  @Override
  public void close() {
    stop();
    boolean interrupted = false;
    while (pacer.isAlive()) {
      try {
        pacer.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    requests.close();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
