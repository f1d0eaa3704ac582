package io.mgeosync.e2e.bench.failover;

import io.mgeosync.e2e.bench.failover.Mode.Sort;
import io.mgeosync.e2e.bench.failover.Schedule.Spell;
import io.mgeosync.e2e.bench.failover.load.Judge;
import io.mgeosync.e2e.bench.failover.load.Marks;
import io.mgeosync.e2e.bench.failover.load.Measured;
import io.mgeosync.e2e.bench.failover.load.OpenLoop;
import io.mgeosync.e2e.bench.failover.load.OpenLoop.KeepAlive;
import io.mgeosync.e2e.bench.failover.load.OpenLoop.Plan;
import io.mgeosync.e2e.bench.failover.load.Sample;
import io.mgeosync.e2e.bench.failover.load.Switch;
import io.mgeosync.e2e.bench.failover.service.Weights;
import io.mgeosync.e2e.bench.failover.site.Column;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** One mode, once, in one column. */
final class Run {
  private final Column column;
  private final Mode mode;
  private final int rate;
  private final KeepAlive keepAlive;
  private final Schedule schedule;

  Run(Column column, Mode mode, int rate, KeepAlive keepAlive, Schedule schedule) {
    this.column = column;
    this.mode = mode;
    this.rate = rate;
    this.keepAlive = keepAlive;
    this.schedule = mode.sort() == Sort.FLAPPING ? schedule.flapping() : schedule;
  }

  /** Returns when the fault is gone and every client has its answer. */
  Result run() throws IOException {
    column.refresh();
    try (var clients = new OpenLoop(plan())) {
      long[] fault = play(clients);
      return result(clients.end(), fault[0], fault[1]);
    }
  }

  private Plan plan() throws IOException {
    boolean far = mode.sort() == Sort.PLANNED;
    return new Plan(
        column.address(far), rate, keepAlive, mode == Mode.BAD_INPUT, new Judge(serving()));
  }

  private Map<String, Weights> serving() throws IOException {
    Map<String, Weights> serving = new HashMap<>();
    serving.put(column.version(), column.published().weights(column.version()));
    if (mode == Mode.ROLLING) {
      String next = FailoverBench.after(column.version());
      serving.put(next, column.published().weights(next));
    }
    return serving;
  }

  /** When the fault was in force for the first time, and when it began to go for the last. */
  private long[] play(OpenLoop clients) throws IOException {
    long begun = System.nanoTime();
    long first = 0;
    long last = 0;
    for (Spell spell : schedule.spells()) {
      waitUntil(begun, spell.from());
      long change = clients.now();
      mode.inject(column);
      first = first != 0 ? first : mode.sort() == Sort.PLANNED ? change : clients.now();
      waitUntil(begun, spell.to());
      last = clients.now();
      mode.heal(column);
    }
    waitUntil(begun, schedule.end());
    return new long[] {first, last};
  }

  private static void waitUntil(long begun, Duration time) {
    long end = begun + time.toNanos();
    for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  private Result result(List<Sample> samples, long fault, long healed) throws IOException {
    OptionalLong detected = column.detected(fault);
    return new Result(
        Instant.now().toString(),
        mode,
        column.kind(),
        rate,
        keepAlive,
        column.switches(fault),
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
        Measured.of(samples, new Marks(fault, detected, healed)),
        mode == Mode.SWITCHOVER ? switched(samples, detected.orElse(fault), healed) : null);
  }

  private static @Nullable Switch switched(List<Sample> samples, long at, long until) {
    return Switch.of(samples, Column.PRIMARY, Column.SPARE, at, until);
  }
}
