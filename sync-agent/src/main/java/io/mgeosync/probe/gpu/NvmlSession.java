package io.mgeosync.probe.gpu;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** NVML from its initialisation to its shutdown. Confined to one caller at a time. */
final class NvmlSession implements AutoCloseable {
  private final NvmlCalls calls;
  private final Arena lifetime = Arena.ofShared();
  private final @Nullable XidEvents events;

  /**
   * @throws NvmlException when the driver is not there or does not fit
   */
  NvmlSession(NvmlCalls calls) {
    this.calls = calls;
    calls.must("nvmlInit_v2");
    this.events = events();
  }

  private @Nullable XidEvents events() {
    try {
      return new XidEvents(calls, lifetime);
    } catch (NvmlException e) {
      return null; // The kernel's log is the second source of Xids.
    }
  }

  GpuSnapshot read() {
    try (Arena arena = Arena.ofConfined()) {
      var gpus = new ArrayList<Gpu>();
      var faults = new ArrayList<GpuFault>();
      int count = count(arena);
      for (int index = 0; index < count; index++) {
        read(arena, index, gpus, faults);
      }
      return new GpuSnapshot(
          calls.text(arena, "nvmlSystemGetDriverVersion"),
          calls.text(arena, "nvmlSystemGetNVMLVersion"),
          gpus,
          faults,
          events == null ? List.of() : events.take(arena));
    }
  }

  /** One item for each GPU; empty for one that does not answer, which its own probe tells. */
  List<Optional<GpuUse>> uses(Instant since) {
    try (Arena arena = Arena.ofConfined()) {
      var uses = new ArrayList<Optional<GpuUse>>();
      int count = count(arena);
      for (int index = 0; index < count; index++) {
        uses.add(use(arena, index, since));
      }
      return uses;
    }
  }

  private Optional<GpuUse> use(Arena arena, int index, Instant since) {
    try {
      return Optional.of(new GpuReader(calls, arena, device(arena, index)).use(since));
    } catch (NvmlException e) {
      return Optional.empty();
    }
  }

  private MemorySegment device(Arena arena, int index) {
    return calls.pointer(arena, "nvmlDeviceGetHandleByIndex_v2", index);
  }

  private int count(Arena arena) {
    MemorySegment count = arena.allocate(JAVA_INT);
    calls.must("nvmlDeviceGetCount_v2", count);
    return count.get(JAVA_INT, 0);
  }

  /** A GPU that is broken must not hide what the others say. */
  private void read(Arena arena, int index, List<Gpu> gpus, List<GpuFault> faults) {
    try {
      MemorySegment device = device(arena, index);
      Gpu gpu = new GpuReader(calls, arena, device).read(index);
      gpus.add(gpu);
      if (events != null) {
        events.watch(device, gpu.id().pci());
      }
    } catch (NvmlException e) {
      faults.add(new GpuFault(index, e));
    }
  }

  @Override
  public void close() {
    calls.code("nvmlShutdown");
    lifetime.close();
  }
}
