package io.mgeosync.e2e.bench.failover;

import io.mgeosync.e2e.bench.failover.Mode.Sort;
import io.mgeosync.e2e.bench.failover.Schedule.Spell;
import io.mgeosync.e2e.bench.failover.load.Clients;
import io.mgeosync.e2e.bench.failover.load.Clients.KeepAlive;
import io.mgeosync.e2e.bench.failover.load.Clients.Plan;
import io.mgeosync.e2e.bench.failover.load.Judge;
import io.mgeosync.e2e.bench.failover.load.Marks;
import io.mgeosync.e2e.bench.failover.load.Measured;
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
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/** One mode, once, in one column. */
final class Run {
  /** Of a look: a fault comes at a random moment between two of them. */
  private static final Duration INTERVAL = Duration.ofSeconds(1);

  private final Column column;
  private final Mode mode;
  private final Disturbance disturbance;
  private final int rate;
  private final KeepAlive keepAlive;
  private final Schedule schedule;
  private final Random phase = new Random();

  Run(Column column, Mode mode, int rate, KeepAlive keepAlive, Schedule schedule) {
    this.column = column;
    this.mode = mode;
    this.disturbance = Disturbance.of(mode);
    this.rate = rate;
    this.keepAlive = keepAlive;
    this.schedule = mode.sort() == Sort.FLAPPING ? schedule.flapping() : schedule;
  }

  /** Returns when the fault is gone and every client has its answer. */
  Result run() throws IOException {
    column.refresh();
    try (var clients = new Clients(plan())) {
      Times times = play(clients);
      return result(clients.end(), times);
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
    if (mode.changesVersion()) {
      String next = FailoverBench.after(column.version());
      serving.put(next, column.published().weights(next));
    }
    return serving;
  }

  /** In microseconds since 1970: before and after the first time it came, and before it went. */
  private record Times(long coming, long inForce, long going) {}

  private Times play(Clients clients) throws IOException {
    long begun = System.nanoTime();
    Times times = play(clients, begun, schedule.spells().getFirst());
    for (Spell spell : schedule.spells().subList(1, schedule.spells().size())) {
      long going = play(clients, begun, spell).going();
      times = new Times(times.coming(), times.inForce(), going);
    }
    waitUntil(begun, schedule.end());
    return times;
  }

  private Times play(Clients clients, long begun, Spell spell) throws IOException {
    waitUntil(begun, spell.from().plusNanos(phase.nextLong(INTERVAL.toNanos())));
    long coming = clients.now();
    disturbance.inject().take(column);
    long inForce = clients.now();
    waitUntil(begun, spell.to());
    long going = clients.now();
    disturbance.heal().take(column);
    return new Times(coming, inForce, going);
  }

  private static void waitUntil(long begun, Duration time) {
    long end = begun + time.toNanos();
    for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  private Result result(List<Sample> samples, Times times) throws IOException {
    long fault = mode.sort() == Sort.PLANNED ? times.coming() : times.inForce();
    OptionalLong detected = column.detected(fault);
    return new Result(
        Instant.now().toString(),
        mode,
        column.kind(),
        rate,
        keepAlive,
        column.switches(fault),
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
        Measured.of(samples, new Marks(fault, detected, times.going())),
        mode == Mode.SWITCHOVER ? switched(samples, detected, times) : null);
  }

  /** From the director's own switch, or from when whoever was asked had answered. */
  private static Switch switched(List<Sample> samples, OptionalLong detected, Times times) {
    long at = detected.orElse(times.inForce());
    return Switch.of(samples, Column.PRIMARY, Column.SPARE, at, times.going());
  }
}
