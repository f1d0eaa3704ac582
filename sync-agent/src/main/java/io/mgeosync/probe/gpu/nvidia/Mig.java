package io.mgeosync.probe.gpu.nvidia;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Whether a GPU is divided into instances, and the handles of those that the agent may use.
 *
 * @param on whether it is in MIG mode
 */
record Mig(boolean on, List<MemorySegment> instances) {
  private static final Set<NvmlCode> EMPTY_PLACE = EnumSet.of(NvmlCode.NOT_FOUND);
  private static final Set<NvmlCode> FROM_HOLDERS_OF_INSTANCES = EnumSet.of(NvmlCode.NO_PERMISSION);

  Mig {
    instances = List.copyOf(instances);
  }

  /**
   * @throws NvmlException when the GPU does not answer
   */
  static Mig of(NvmlCalls calls, Arena arena, MemorySegment device) {
    MemorySegment mode = arena.allocate(JAVA_INT);
    boolean on =
        calls.said("nvmlDeviceGetMigMode", device, mode, arena.allocate(JAVA_INT))
            && mode.get(JAVA_INT, 0) == 1;
    int most = on ? calls.number(arena, "nvmlDeviceGetMaxMigDeviceCount", device).orElse(0) : 0;
    var instances = new ArrayList<MemorySegment>();
    for (int place = 0; place < most; place++) {
      MemorySegment out = arena.allocate(ADDRESS);
      if (calls.saidUnless(
          EMPTY_PLACE, "nvmlDeviceGetMigDeviceHandleByIndex", device, place, out)) {
        instances.add(out.get(ADDRESS, 0));
      }
    }
    return new Mig(on, instances);
  }

  /** What the whole GPU's memory and processes may answer to who holds an instance only. */
  Set<NvmlCode> withheld() {
    return on ? FROM_HOLDERS_OF_INSTANCES : Set.of();
  }
}
