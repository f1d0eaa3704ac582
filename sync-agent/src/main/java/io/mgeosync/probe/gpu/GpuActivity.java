package io.mgeosync.probe.gpu;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What one GPU, or one instance of a GPU in MIG mode, did from one moment to another.
 *
 * @param processes that computed on it at either moment
 * @param share of the time and of its multiprocessors that were busy, in per cent, by any process;
 *     empty where it does not count that
 * @param byProcess the busy share of each process that was seen at work, in per cent; empty where
 *     the driver does not sample that
 * @param unsure whether the share is not told although the GPU counts it: this very process may
 *     have computed meanwhile, too, or the counters could not be read
 */
public record GpuActivity(
    List<GpuProcess> processes,
    OptionalDouble share,
    Optional<Map<Integer, Integer>> byProcess,
    boolean unsure) {
  public GpuActivity {
    processes = List.copyOf(processes);
    byProcess = byProcess.map(Map::copyOf);
  }
}
