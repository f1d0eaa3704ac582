package io.mgeosync.base;

import java.time.Duration;

/** A moment to come, by the machine's monotonic counter: no correction of a clock moves it. */
public final class Deadline {
  private final long nanos;

  private Deadline(long nanos) {
    this.nanos = nanos;
  }

  /** At this moment. */
  public static Deadline now() {
    return new Deadline(System.nanoTime());
  }

  /** That long from now. */
  public static Deadline after(Duration time) {
    return now().plus(time);
  }

  /** The one that comes that much later than this. */
  public Deadline plus(Duration time) {
    return new Deadline(nanos + time.toNanos());
  }

  /** Zero or negative once it is over. */
  public Duration left() {
    return Duration.ofNanos(leftNanos());
  }

  /** The same in nanoseconds, for calls that wait. */
  public long leftNanos() {
    return nanos - System.nanoTime();
  }

  public boolean isOver() {
    return leftNanos() <= 0;
  }
}
