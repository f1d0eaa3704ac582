package io.mgeosync.probe;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * For how long this process got no processor: a thread that only sleeps is woken late by as much.
 * It tells a machine that is busy, or a virtual one that was stopped, from a service that is slow.
 */
public final class Stalls {
  private static final long BEAT_NANOS = Duration.ofMillis(25).toNanos();

  /** Later than this a sleeper is not woken on a machine that has time for it. */
  private static final long USUAL_NANOS = Duration.ofMillis(10).toNanos();

  private static final Stalls OF_PROCESS = new Stalls();

  private long lostNanos;
  private long beatNanos = System.nanoTime();

  private Stalls() {
    Thread.ofPlatform().daemon().name("stalls").start(this::beat);
  }

  /** The one of this process; measures from the first call on. */
  public static Stalls ofProcess() {
    return OF_PROCESS;
  }

  private void beat() {
    while (true) {
      LockSupport.parkNanos(BEAT_NANOS);
      noteBeat();
    }
  }

  private synchronized void noteBeat() {
    long now = System.nanoTime();
    lostNanos += late(now - beatNanos);
    beatNanos = now;
  }

  private static long late(long sinceBeat) {
    long late = sinceBeat - BEAT_NANOS;
    return late > USUAL_NANOS ? late : 0;
  }

  /** In all, what lasts at this moment included; grows only. */
  public synchronized long nanos() {
    return lostNanos + late(System.nanoTime() - beatNanos);
  }

  /**
   * Whether the delay says nothing of the service that was waited for.
   *
   * @param lost nanoseconds without a processor meanwhile
   * @param had how long the answer had to come: its deadline, or for as long as it is awaited
   */
  public static boolean excuse(long lost, Duration had) {
    return lost * 4 >= had.toNanos();
  }
}
