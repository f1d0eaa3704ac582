package io.mgeosync.drill;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/** All requests so far, those included that are on their way. Used by many threads at once. */
final class Samples {
  private final List<Sample> all = new ArrayList<>();
  private final List<Sample> bad = new ArrayList<>();
  private final TreeSet<Long> pending = new TreeSet<>();
  private long lastDue = -1;

  /** A request is sent; the ones due before it were told before it. */
  synchronized void sent(long due) {
    pending.add(due);
    lastDue = due;
  }

  synchronized void answered(Sample sample) {
    pending.remove(sample.due());
    all.add(sample);
    if (sample.bad()) {
      bad.add(sample);
    }
  }

  /** Every request that was due before this time has its answer. */
  synchronized long answeredUntil() {
    return pending.isEmpty() ? lastDue + 1 : pending.first();
  }

  synchronized List<Sample> bad() {
    return List.copyOf(bad);
  }

  /** In the order in which they were due. */
  synchronized List<Sample> all() {
    return all.stream().sorted(Comparator.comparingLong(Sample::due)).toList();
  }
}
