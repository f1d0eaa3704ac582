package io.mgeosync.probe.gpu.nvidia;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import io.mgeosync.probe.gpu.Gpu;
import io.mgeosync.probe.gpu.GpuFault;
import io.mgeosync.probe.gpu.GpuSnapshot;
import io.mgeosync.probe.gpu.GpuUse;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** NVML from its initialisation to its shutdown. Confined to one caller at a time. */
final class NvmlSession implements AutoCloseable {
  private final NvmlCalls calls;
  private final Arena lifetime = Arena.ofShared();
  private Optional<XidEvents> events = Optional.empty();
  private boolean eventsAsked;

  /**
   * @throws NvmlException when the driver is not there or does not fit
   */
  NvmlSession(NvmlCalls calls) {
    this.calls = calls;
    calls.callOrThrow("nvmlInit_v2");
  }

  /** Only who reads whole GPUs hears events. */
  private Optional<XidEvents> events() {
    if (!eventsAsked) {
      events = XidEvents.open(calls, lifetime);
      eventsAsked = true;
    }
    return events;
  }

  GpuSnapshot read() {
    try (Arena arena = Arena.ofConfined()) {
      Optional<XidEvents> heard = events();
      var gpus = new ArrayList<Gpu>();
      var faults = new ArrayList<GpuFault>();
      int count = count(arena);
      for (int index = 0; index < count; index++) {
        read(arena, index, heard, gpus, faults);
      }
      return new GpuSnapshot(
          calls.text(arena, "nvmlSystemGetDriverVersion"),
          calls.text(arena, "nvmlSystemGetNVMLVersion"),
          gpus,
          faults,
          heard.map(events -> events.takeXids(arena, !faults.isEmpty())).orElse(List.of()));
    }
  }

  /** One item for each GPU; what one does not answer takes nothing from the others. */
  List<GpuUse> uses() {
    try (Arena arena = Arena.ofConfined()) {
      var uses = new ArrayList<GpuUse>();
      int count = count(arena);
      for (int index = 0; index < count; index++) {
        uses.add(use(arena, index));
      }
      return uses;
    }
  }

  private GpuUse use(Arena arena, int index) {
    String name = "GPU " + index;
    try {
      MemorySegment device = device(arena, index);
      Mig mig = Mig.of(calls, arena, device);
      return new GpuUse(name, new ProcessTable(calls, arena).read(device, mig), Optional.empty());
    } catch (NvmlException e) {
      return new GpuUse(name, Optional.empty(), Optional.of(e.message()));
    }
  }

  /** A GPU that does not answer is not measured. */
  NvmlMeasurement measure(OwnWork own) {
    try (Arena arena = Arena.ofConfined()) {
      var measurement = new NvmlMeasurement(calls, own);
      int count = count(arena);
      for (int index = 0; index < count; index++) {
        begin(measurement, arena, index);
      }
      return measurement;
    }
  }

  private void begin(NvmlMeasurement measurement, Arena arena, int index) {
    try {
      measurement.begin(arena, device(arena, index));
    } catch (NvmlException e) {
      measurement.miss();
    }
  }

  private MemorySegment device(Arena arena, int index) {
    return calls.pointer(arena, "nvmlDeviceGetHandleByIndex_v2", index);
  }

  private int count(Arena arena) {
    MemorySegment count = arena.allocate(JAVA_INT);
    calls.callOrThrow("nvmlDeviceGetCount_v2", count);
    return count.get(JAVA_INT, 0);
  }

  /** A GPU that is broken must not hide what the others say. */
  private void read(
      Arena arena, int index, Optional<XidEvents> heard, List<Gpu> gpus, List<GpuFault> faults) {
    try {
      MemorySegment device = device(arena, index);
      Gpu gpu = new NvmlReader(calls, arena, device).read(index);
      heard.ifPresent(events -> events.watch(device, gpu.id().pci()));
      gpus.add(gpu);
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
