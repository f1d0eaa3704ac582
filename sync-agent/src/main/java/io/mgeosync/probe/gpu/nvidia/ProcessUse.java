package io.mgeosync.probe.gpu.nvidia;

import static io.mgeosync.probe.gpu.nvidia.NvmlLayouts.PROCESS_USE;
import static io.mgeosync.probe.gpu.nvidia.NvmlLayouts.offset;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which processes the driver's samples saw at work on one GPU. */
final class ProcessUse {
  private static final int MOST = 1024;

  /** No process was at work in any sample since then. */
  private static final Set<NvmlCode> NO_PROCESS = EnumSet.of(NvmlCode.NOT_FOUND);

  private ProcessUse() {}

  /**
   * Each one's highest share, in per cent of the multiprocessors' time; empty where the driver does
   * not sample that, as in MIG mode.
   *
   * @param since NVML counts in microseconds since 1970, and its samples are those after it
   * @throws NvmlException when the GPU does not answer
   */
  static Optional<Map<Integer, Integer>> since(
      NvmlCalls calls, Arena arena, MemorySegment device, Instant since) {
    String function = "nvmlDeviceGetProcessUtilization";
    long micros = ChronoUnit.MICROS.between(Instant.EPOCH, since);
    MemorySegment count = arena.allocateFrom(JAVA_INT, MOST);
    MemorySegment samples = arena.allocate(PROCESS_USE, MOST);
    NvmlCode code = calls.code(function, device, samples, count, micros);
    if (NO_PROCESS.contains(code)) {
      return Optional.of(Map.of());
    }
    if (code == NvmlCode.NOT_SUPPORTED) {
      return Optional.empty();
    }
    if (code != NvmlCode.SUCCESS) {
      throw new NvmlException(function, code.number());
    }
    var shares = new HashMap<Integer, Integer>();
    samples
        .elements(PROCESS_USE)
        .limit(Math.min(count.get(JAVA_INT, 0), MOST))
        .forEach(one -> shares.merge(one.get(JAVA_INT, 0), share(one), Math::max));
    return Optional.of(shares);
  }

  private static int share(MemorySegment sample) {
    return sample.get(JAVA_INT, offset(PROCESS_USE, "smUtil"));
  }
}
