package io.mgeosync.fetch;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** How fast a count of bytes grows: over about the last ten seconds, or since it began. */
final class Rate {
  private static final Duration WINDOW = Duration.ofSeconds(10);
  private static final Duration STEP = Duration.ofMillis(250);

  private record Sample(Instant at, long bytes) {}

  private final Deque<Sample> samples = new ArrayDeque<>();

  void count(Instant at, long bytes) {
    if (!samples.isEmpty() && at.isBefore(samples.getLast().at())) {
      samples.clear(); // The clock was put back.
    }
    if (samples.isEmpty() || !at.isBefore(samples.getLast().at().plus(STEP))) {
      forgetBefore(at.minus(WINDOW));
      samples.add(new Sample(at, bytes));
    }
  }

  /** The last one before stays: between it and now lies the whole window, and any stall. */
  private void forgetBefore(Instant start) {
    Sample kept = samples.peekFirst();
    while (!samples.isEmpty() && samples.getFirst().at().isBefore(start)) {
      kept = samples.removeFirst();
    }
    if (kept != null && !kept.equals(samples.peekFirst())) {
      samples.addFirst(kept);
    }
  }

  /** In bytes; 0 before any time has passed. */
  long perSecond(Instant at, long bytes) {
    if (samples.isEmpty()) {
      return 0;
    }
    Sample first = samples.getFirst();
    long millis = Duration.between(first.at(), at).toMillis();
    return millis <= 0 ? 0 : (bytes - first.bytes()) * 1000 / millis;
  }
}
