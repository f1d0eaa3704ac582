package io.mgeosync.probe.smoke;

import io.mgeosync.probe.ProbeResult;
import io.mgeosync.probe.process.ProcTree;
import io.mgeosync.probe.process.ServiceProcess;
import io.mgeosync.probe.process.ServiceProcess.Found;
import io.mgeosync.probe.process.ServiceProcess.Unknown;
import io.mgeosync.probe.smoke.GpuWork.ComputeProcess;
import io.mgeosync.probe.smoke.GpuWork.Seen;
import io.mgeosync.probe.smoke.GpuWork.Unseen;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * Believes that a smoke ran on a GPU when the service's process, or one that it started, has GPU
 * memory in use and a GPU was busy meanwhile. A service that the driver does not know answers from
 * the CPU, which is wrong and not merely slow. Whatever cannot be decided is unproven by name, and
 * counts as late.
 */
public final class GpuWitness implements GpuProof {
  private final GpuWork work;
  private final ServiceProcess service;
  private final ProcTree proc;

  /**
   * A witness.
   *
   * @param proc where the service is looked for, too
   */
  public GpuWitness(GpuWork work, ServiceProcess service, ProcTree proc) {
    this.work = work;
    this.service = service;
    this.proc = proc;
  }

  @Override
  public ProbeResult judge(ProbeResult.Good smoked, Instant since) {
    if (!proc.ofWholeMachine()) {
      return unproven(
          "the agent runs in a PID namespace of its own, where the driver's PIDs mean nothing;"
              + " run it on the host or with hostPID");
    }
    return switch (work.look(since)) {
      case Unseen unseen -> unproven(unseen.why());
      case Seen seen ->
          switch (service.find()) {
            case Unknown unknown -> unproven(unknown.why());
            case Found found -> judge(smoked, seen, found);
          };
    };
  }

  private static ProbeResult judge(ProbeResult.Good smoked, Seen seen, Found found) {
    List<ComputeProcess> ours = of(found.pids(), seen.processes());
    if (ours.isEmpty()) {
      return new ProbeResult.Wrong(
          "CpuFallback",
          "%s has no work on any GPU, so it answers from the CPU; restart it and look in its log for CUDA errors"
              .formatted(found.described()));
    }
    if (ours.stream().allMatch(process -> process.usedMemory().isEmpty())) {
      return unproven("the driver does not say how much GPU memory a process uses");
    }
    if (ours.stream().allMatch(process -> process.usedMemory().orElse(0) == 0)) {
      return new ProbeResult.Wrong(
          "CpuFallback",
          found.described() + " has no GPU memory in use, so it answers from the CPU; restart it");
    }
    return busy(smoked, seen);
  }

  private static List<ComputeProcess> of(Set<Long> pids, List<ComputeProcess> all) {
    return all.stream().filter(process -> pids.contains(process.pid())).toList();
  }

  /** Utilisation is sampled: none seen is no proof of a fallback, only no proof of work. */
  private static ProbeResult busy(ProbeResult.Good smoked, Seen seen) {
    if (seen.busiest().isEmpty()) {
      return unproven("the driver does not say how busy the GPUs were");
    }
    return seen.busiest().getAsInt() > 0
        ? new ProbeResult.Good(smoked.reason(), smoked.message() + ", on the GPU")
        : unproven("no GPU was busy while the service answered");
  }

  private static ProbeResult unproven(String why) {
    return new ProbeResult.Late("GpuUnproven", "not proven to run on the GPU: " + why);
  }
}
