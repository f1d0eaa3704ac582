package io.mgeosync.agent;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Threads that work for one bundle, each of them one at a time. */
final class WorkThread {
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(2);

  private WorkThread() {}

  static ScheduledExecutorService named(String name) {
    return Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().name(name).factory());
  }

  /** Interrupts what they do and waits a little; false when one of them does not end. */
  static boolean end(ScheduledExecutorService... threads) throws InterruptedException {
    Stream.of(threads).forEach(ScheduledExecutorService::shutdownNow);
    long end = System.nanoTime() + CLOSE_WITHIN.toNanos();
    boolean ended = true;
    for (ScheduledExecutorService thread : threads) {
      ended &= thread.awaitTermination(end - System.nanoTime(), TimeUnit.NANOSECONDS);
    }
    return ended;
  }
}
