package io.mgeosync.probe.gpu.nvidia;

import static io.mgeosync.probe.gpu.nvidia.NvmlLayouts.PROCESS;
import static io.mgeosync.probe.gpu.nvidia.NvmlLayouts.offset;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.mgeosync.probe.gpu.GpuProcess;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Who computes on one GPU. A GPU in MIG mode tells an agent that may use some of its instances only
 * of those, so each instance is asked for itself, too; clients of the multi-process service have a
 * list of their own.
 */
final class ProcessTable {
  private static final int MOST = 1024;

  /** {@code usedGpuMemory} and {@code gpuInstanceId} that the driver does not know. */
  private static final int NOT_AVAILABLE = -1;

  private final NvmlCalls calls;
  private final Arena arena;

  ProcessTable(NvmlCalls calls, Arena arena) {
    this.calls = calls;
    this.arena = arena;
  }

  /**
   * Each process once; empty where the driver does not say.
   *
   * @throws NvmlException when the GPU does not answer
   */
  Optional<List<GpuProcess>> read(MemorySegment device, Mig mig) {
    var found = new LinkedHashMap<Integer, GpuProcess>();
    boolean told = put(found, device, mig, list(), false);
    for (MemorySegment instance : mig.instances()) {
      told |= put(found, instance, mig, list(), false);
    }
    if (!mig.on()) {
      put(found, device, mig, "nvmlDeviceGetMPSComputeRunningProcesses_v3", true);
    }
    return told ? Optional.of(new ArrayList<>(found.values())) : Optional.empty();
  }

  private String list() {
    String now = "nvmlDeviceGetComputeRunningProcesses_v3";
    return calls.has(now) ? now : "nvmlDeviceGetComputeRunningProcesses_v2";
  }

  private boolean put(
      Map<Integer, GpuProcess> found,
      MemorySegment device,
      Mig mig,
      String function,
      boolean client) {
    MemorySegment count = arena.allocateFrom(JAVA_INT, MOST);
    MemorySegment table = arena.allocate(PROCESS, MOST);
    if (!calls.saidUnless(mig.withheld(), function, device, count, table)) {
      return false;
    }
    table
        .elements(PROCESS)
        .limit(count.get(JAVA_INT, 0))
        .map(entry -> process(entry, mig.on(), client))
        .forEach(process -> found.putIfAbsent(process.pid(), process));
    return true;
  }

  private static GpuProcess process(MemorySegment entry, boolean mig, boolean client) {
    long used = entry.get(JAVA_LONG, offset(PROCESS, "usedGpuMemory"));
    int instance = entry.get(JAVA_INT, offset(PROCESS, "gpuInstanceId"));
    return new GpuProcess(
        entry.get(JAVA_INT, 0),
        used == NOT_AVAILABLE ? OptionalLong.empty() : OptionalLong.of(used),
        mig && instance != NOT_AVAILABLE ? OptionalInt.of(instance) : OptionalInt.empty(),
        client);
  }
}
