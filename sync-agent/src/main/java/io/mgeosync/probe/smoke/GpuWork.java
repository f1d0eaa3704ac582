package io.mgeosync.probe.smoke;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What the GPU driver says about who computes on this node's GPUs. Never throws for a driver that
 * is away or refuses, but says so. Safe from any thread; may hang as the driver may.
 */
public interface GpuWork {

  /** Who has a compute context now. */
  Look look();

  /** Begins to measure what the GPUs do. */
  Measurement begin();

  /** What one look found. */
  sealed interface Look {}

  /**
   * The driver answered.
   *
   * @param processes that have a compute context on any GPU now, each once
   * @param silent why a GPU did not say which processes it has, one line each
   */
  record Seen(List<ComputeProcess> processes, List<String> silent) implements Look {
    public Seen {
      processes = List.copyOf(processes);
      silent = List.copyOf(silent);
    }
  }

  /** Nothing is known, and why. */
  record Unseen(String why) implements Look {}

  /**
   * A process with a compute context.
   *
   * @param pid in the initial PID namespace, as the driver reports it
   * @param usedMemory bytes of GPU memory over all GPUs; empty when the driver does not say
   */
  record ComputeProcess(long pid, OptionalLong usedMemory) {}

  /** A measurement that goes on; it is ended once, with any outcome. */
  @FunctionalInterface
  interface Measurement {
    Measured end();
  }

  /** What came of a measurement. */
  sealed interface Measured {}

  /** Each GPU, or instance of one, on which anybody had a context. */
  record Activity(List<Unit> units) implements Measured {
    public Activity {
      units = List.copyOf(units);
    }
  }

  /** Nothing was measured, and why. */
  record Unmeasured(String why) implements Measured {}

  /**
   * One GPU, or one instance of it.
   *
   * @param pids that had a context there
   * @param shared whether some compute there through the multi-process service, which hides who
   *     does
   * @param share in per cent, by the GPU's own counters; empty where it has none
   * @param byProcess in per cent, by the driver's samples; empty where it takes none
   * @param unsure whether the counters are there and could not be used this time
   */
  record Unit(
      Set<Long> pids,
      boolean shared,
      OptionalDouble share,
      Optional<Map<Long, Integer>> byProcess,
      boolean unsure) {
    public Unit {
      pids = Set.copyOf(pids);
      byProcess = byProcess.map(Map::copyOf);
    }
  }
}
