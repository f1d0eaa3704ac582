package io.mgeosync.probe.smoke;

import io.mgeosync.probe.ProbeResult;
import io.mgeosync.probe.process.ProcFileSystem;
import io.mgeosync.probe.process.ProcessId;
import io.mgeosync.probe.process.ServiceMembership;
import io.mgeosync.probe.process.ServiceProcess;
import io.mgeosync.probe.process.ServiceProcess.Found;
import io.mgeosync.probe.process.ServiceProcess.Unknown;
import io.mgeosync.probe.smoke.GpuStanding.Proof;
import io.mgeosync.probe.smoke.GpuTrial.Ours;
import io.mgeosync.probe.smoke.GpuWork.ComputeProcess;
import io.mgeosync.probe.smoke.GpuWork.Measurement;
import io.mgeosync.probe.smoke.GpuWork.Seen;
import io.mgeosync.probe.smoke.GpuWork.Unseen;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Believes that a smoke ran on a GPU when the service's process, or one that it started, was
 * measured at work there; that is believed of the process for a while. Measuring takes half a
 * second after the smoke and goes on aside, so that no look is late for it. A service that the
 * driver does not list answers from the CPU, and so does one that shows no work in two bursts of
 * smokes: both are wrong and not merely slow. What cannot be decided is unproven by name, and
 * counts as late.
 */
public final class GpuWitness implements GpuProof {
  private final GpuWork work;
  private final ServiceProcess service;
  private final ProcFileSystem proc;
  private final GpuStanding standing;
  private final GpuTrial trials;

  /**
   * A witness.
   *
   * @param proc where the service is looked for, too
   * @param clock never jumps
   */
  public GpuWitness(
      GpuWork work, ServiceProcess service, ProcFileSystem proc, Aside aside, Clock clock) {
    this.work = work;
    this.service = service;
    this.proc = proc;
    this.standing = new GpuStanding(clock);
    this.trials = new GpuTrial(work, standing, aside);
  }

  @Override
  public boolean doubts() {
    return standing.doubts();
  }

  @Override
  public Trial begin(Burst burst) {
    standing.forgetUnless(proc::alive);
    boolean due = proc.ofWholeMachine() && standing.measurementIsDue() && trials.tryBegin();
    Measurement measurement = due ? work.begin() : null;
    return new Trial() {
      @Override
      public ProbeResult judge(ProbeResult.Good smoked, Duration patience)
          throws InterruptedException {
        return GpuWitness.this.judge(smoked, measurement, burst, patience);
      }

      @Override
      public void abandon() {
        giveUp(measurement);
      }
    };
  }

  private void giveUp(@Nullable Measurement measurement) {
    if (measurement != null) {
      trials.abandon(measurement);
    }
  }

  private ProbeResult judge(
      ProbeResult.Good smoked, @Nullable Measurement measurement, Burst burst, Duration patience)
      throws InterruptedException {
    if (!proc.ofWholeMachine()) {
      return unproven(
          "the agent runs in a PID namespace of its own, where the driver's PIDs mean nothing;"
              + " run it on the host or with hostPID");
    }
    return switch (work.look()) {
      case Unseen unseen -> undecided(smoked, measurement, unseen.why());
      case Seen seen ->
          switch (service.find()) {
            case Unknown unknown -> undecided(smoked, measurement, unknown.why());
            case Found found -> judge(smoked, found, seen, measurement, burst, patience);
          };
    };
  }

  /** What was proven of processes that still run stays true. */
  private ProbeResult undecided(
      ProbeResult.Good smoked, @Nullable Measurement measurement, String why) {
    giveUp(measurement);
    return standing
        .standing()
        .filter(proof -> proof.processes().stream().anyMatch(proc::alive))
        .map(proof -> proven(smoked, proof))
        .orElseGet(() -> unproven(why));
  }

  private ProbeResult judge(
      ProbeResult.Good smoked,
      Found found,
      Seen seen,
      @Nullable Measurement measurement,
      Burst burst,
      Duration patience)
      throws InterruptedException {
    Optional<Ours> ours = ours(found, seen.processes());
    if (ours.isEmpty()) {
      return seen.silent().isEmpty()
          ? notThere(found, measurement)
          : undecided(smoked, measurement, seen.silent().getFirst());
    }
    if (measurement != null) {
      trials.conclude(measurement, ours.get(), burst);
    }
    if (!standing.known(ours.get().processes())) {
      trials.awaitEvidence(patience);
    }
    return verdict(smoked, found, ours.get());
  }

  private ProbeResult notThere(Found found, @Nullable Measurement measurement) {
    giveUp(measurement);
    standing.forget();
    return fallback(
        found.described()
            + " has no work on any GPU, so it answers from the CPU; restart it and look in its log"
            + " for CUDA errors");
  }

  private ProbeResult verdict(ProbeResult.Good smoked, Found found, Ours ours) {
    if (standing.fell(ours.processes())) {
      return fallback(
          found.described()
              + " holds memory of a GPU and computed nothing there while it answered a burst of"
              + " golden cases, so it answers from the CPU; restart it and look in its log for CUDA"
              + " errors");
    }
    Optional<Proof> proof = standing.proof(ours.processes());
    return proof.isPresent()
        ? proven(smoked, proof.get())
        : unproven(trials.why().orElse("its work there is being measured"));
  }

  private Optional<Ours> ours(Found found, List<ComputeProcess> all) {
    var kin = new ServiceMembership(proc, found);
    Set<ProcessId> processes = new LinkedHashSet<>();
    boolean memory = false;
    for (ComputeProcess one : all) {
      Optional<ProcessId> process = kin.find(one.pid());
      process.ifPresent(processes::add);
      Predicate<ComputeProcess> holds = p -> p.usedMemory().orElse(Long.MAX_VALUE) > 0;
      memory |= process.isPresent() && holds.test(one);
    }
    return processes.isEmpty() ? Optional.empty() : Optional.of(new Ours(processes, memory));
  }

  private static ProbeResult proven(ProbeResult.Good smoked, Proof proof) {
    return new ProbeResult.Good(
        smoked.reason(),
        smoked.message()
            + (proof.byMemory()
                ? ", on the GPU by its memory there: this GPU does not tell who computes"
                : ", on the GPU"));
  }

  private static ProbeResult fallback(String what) {
    return new ProbeResult.Wrong("CpuFallback", what);
  }

  private static ProbeResult unproven(String why) {
    return new ProbeResult.Late("GpuUnproven", "not proven to run on the GPU: " + why);
  }
}
