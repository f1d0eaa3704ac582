package io.mgeosync.base;

import java.time.Duration;

/**
 * The time since a moment, by the machine's monotonic counter: no correction of a clock moves it.
 */
public final class Stopwatch {
  private final long startNanos = System.nanoTime();

  private Stopwatch() {}

  /** Runs from now on. */
  public static Stopwatch started() {
    return new Stopwatch();
  }

  /** Never negative. */
  public Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - startNanos);
  }
}
