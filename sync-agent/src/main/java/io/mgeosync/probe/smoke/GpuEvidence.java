package io.mgeosync.probe.smoke;

import io.mgeosync.probe.smoke.GpuWork.Activity;
import io.mgeosync.probe.smoke.GpuWork.Measured;
import io.mgeosync.probe.smoke.GpuWork.Unit;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a measurement says of whether some processes computed on a GPU meanwhile. */
enum GpuEvidence {
  /** They did. */
  AT_WORK,
  /** No process did. */
  IDLE,
  /** This time it cannot be said. */
  UNDECIDED,
  /** These GPUs never say it: they count nothing, or others worked there too. */
  UNTOLD;

  /** Per cent; what is below it is the counters' noise. */
  private static final double NOISE = 0.001;

  /** So few answers may be too little work for the driver's samples to see. */
  private static final int ENOUGH = 8;

  /**
   * @param ours the service's processes
   * @param answers that the service gave meanwhile: only many show up in the driver's samples,
   *     while the GPU's own counters see a single one
   */
  static GpuEvidence of(Set<Long> ours, Measured measured, int answers) {
    if (!(measured instanceof Activity activity)) {
      return UNDECIDED;
    }
    List<GpuEvidence> found =
        activity.units().stream()
            .filter(unit -> !Collections.disjoint(unit.pids(), ours))
            .map(unit -> of(ours, unit, answers))
            .toList();
    return found.isEmpty() ? UNDECIDED : strongest(found);
  }

  /** A service on two GPUs may use one of them only. */
  private static GpuEvidence strongest(List<GpuEvidence> found) {
    for (GpuEvidence evidence : List.of(AT_WORK, UNDECIDED, UNTOLD)) {
      if (found.contains(evidence)) {
        return evidence;
      }
    }
    return IDLE;
  }

  private static GpuEvidence of(Set<Long> ours, Unit unit, int answers) {
    Map<Long, Integer> byProcess = unit.byProcess().orElse(Map.of());
    if (ours.stream().anyMatch(pid -> byProcess.getOrDefault(pid, 0) > 0)) {
      return AT_WORK;
    }
    if (unit.share().isPresent()) {
      return byCounters(ours, unit, answers);
    }
    return unit.byProcess().isEmpty()
        ? unit.unsure() ? UNDECIDED : UNTOLD
        : bySamples(unit, byProcess, answers);
  }

  /** They count all processes, so that only one that is alone there is proven to compute. */
  private static GpuEvidence byCounters(Set<Long> ours, Unit unit, int answers) {
    if (unit.share().orElseThrow() <= NOISE) {
      return IDLE;
    }
    if (ours.containsAll(unit.pids())) {
      return AT_WORK;
    }
    return unit.byProcess().isPresent() && answers <= 1 ? UNDECIDED : UNTOLD;
  }

  /** Ours do not show: that means something where no other process does, and where they had to. */
  private static GpuEvidence bySamples(Unit unit, Map<Long, Integer> byProcess, int answers) {
    if (answers <= 1) {
      return UNDECIDED;
    }
    boolean others = byProcess.values().stream().anyMatch(share -> share > 0);
    return unit.shared() || others || answers < ENOUGH ? UNTOLD : IDLE;
  }
}
