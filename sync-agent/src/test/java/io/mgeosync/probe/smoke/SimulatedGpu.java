package io.mgeosync.probe.smoke;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;

/** A GPU that shows of a service's work what a real one was measured to show. */
final class SimulatedGpu implements GpuWork {
  /** So many answers in a row were seen in the driver's samples, and a single one never was. */
  private static final int SEEN_IN_SAMPLES = 8;

  private static final OptionalLong MEMORY = OptionalLong.of(1 << 30);

  /** What it counts. */
  enum Generation {
    /** Hopper and newer. */
    COUNTERS(true, true),
    /** From Maxwell on. */
    SAMPLES(false, true),
    /** An instance of a Hopper. */
    COUNTERS_OF_AN_INSTANCE(true, false),
    /** An instance of an Ampere. */
    NOTHING(false, false);

    private final boolean counters;
    private final boolean samples;

    Generation(boolean counters, boolean samples) {
      this.counters = counters;
      this.samples = samples;
    }
  }

  private final Generation generation;
  private final Set<Long> others = new HashSet<>();
  Set<Long> listed = Set.of(40L);
  boolean computes = true;
  boolean othersCompute;
  boolean away;
  private int answers;

  SimulatedGpu(Generation generation) {
    this.generation = generation;
  }

  /** The service has answered once more. */
  void answered() {
    answers++;
  }

  void alsoHas(long pid, boolean computing) {
    others.add(pid);
    othersCompute = computing;
  }

  @Override
  public Look look() {
    return away
        ? new Unseen("the driver is away")
        : new Seen(all().stream().map(pid -> new ComputeProcess(pid, MEMORY)).toList(), List.of());
  }

  private Set<Long> all() {
    var all = new HashSet<>(listed);
    all.addAll(others);
    return all;
  }

  @Override
  public Measurement begin() {
    int before = answers;
    return () -> away ? new Unmeasured("the driver is away") : activity(answers - before);
  }

  private Activity activity(int meanwhile) {
    int work = computes ? meanwhile : 0;
    double share = 0.17 * work + (othersCompute ? 40 : 0);
    Map<Long, Integer> byProcess = new HashMap<>();
    if (work >= SEEN_IN_SAMPLES) {
      listed.forEach(pid -> byProcess.put(pid, 15));
    }
    if (othersCompute) {
      others.forEach(pid -> byProcess.put(pid, 40));
    }
    return new Activity(
        List.of(
            new Unit(
                all(),
                false,
                generation.counters ? OptionalDouble.of(share) : OptionalDouble.empty(),
                generation.samples ? Optional.of(byProcess) : Optional.empty(),
                false)));
  }
}
