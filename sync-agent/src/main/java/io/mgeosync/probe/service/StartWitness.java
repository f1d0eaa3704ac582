package io.mgeosync.probe.service;

import io.mgeosync.activate.ActiveRelease;
import io.mgeosync.probe.process.ProcFileSystem;
import io.mgeosync.probe.process.ProcessId;
import io.mgeosync.probe.process.ServiceProcess;
import io.mgeosync.probe.service.Testimony.Confirms;
import io.mgeosync.probe.service.Testimony.Contradicts;
import io.mgeosync.probe.service.Testimony.Silent;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * When the service's processes started: one that loads its model at its start alone cannot have a
 * release that was activated later. The release was activated when {@code current} was made.
 */
public final class StartWitness implements Witness {
  /** The kernel stamps a link some milliseconds early; a model is read long after the start. */
  private static final Duration TOLERANCE = Duration.ofMillis(100);

  private final ServiceProcess service;
  private final ProcFileSystem proc;
  private final Clock clock;

  /**
   * One for each bundle.
   *
   * @param clock the wall clock, by which {@code current} was stamped
   */
  public StartWitness(ServiceProcess service, ProcFileSystem proc, Clock clock) {
    this.service = service;
    this.proc = proc;
    this.clock = clock;
  }

  @Override
  public Testimony look(ActiveRelease active) throws IOException {
    return look(active.name().toString(), active.linkedAt());
  }

  Testimony look(String active, Instant activatedAt) throws IOException {
    return switch (service.find()) {
      case ServiceProcess.Unknown unknown -> new Silent("ProcessUnknown", unknown.why());
      case ServiceProcess.Found found -> judge(found.processes(), active, activatedAt);
    };
  }

  /** An old master may have young workers: only when all are old, all of them are outdated. */
  private Testimony judge(List<ProcessId> processes, String active, Instant activatedAt)
      throws IOException {
    Duration activated = Duration.between(activatedAt, clock.instant());
    if (activated.plus(TOLERANCE).isNegative()) {
      return new Silent(
          "ClockStepped", "the clock was set back since %s was activated".formatted(active));
    }
    var ages = new ArrayList<Duration>();
    for (ProcessId process : processes) {
      ages.add(proc.age(process).minus(activated).minus(TOLERANCE));
    }
    if (Collections.min(ages).isPositive()) {
      return new Contradicts(
          "StartedBefore",
          "the service started %d s before %s was activated and loads at its start only; restart it"
              .formatted(ages.getFirst().toSeconds(), active));
    }
    return Collections.max(ages).isPositive()
        ? new Silent("StartedPartly", "some of the service's processes are older than " + active)
        : new Confirms(
            "StartedAfter", "the service started after %s was activated".formatted(active));
  }
}
