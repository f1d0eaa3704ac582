package io.mgeosync.drill;

import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Times as people read them: to the millisecond, the same in every locale. */
public final class Seconds {
  private static final double SECOND = TimeUnit.SECONDS.toNanos(1);

  private Seconds() {}

  /** For example {@code 0.231 s}. */
  public static String of(long nanos) {
    return String.format(Locale.ROOT, "%.3f s", nanos / SECOND);
  }
}
