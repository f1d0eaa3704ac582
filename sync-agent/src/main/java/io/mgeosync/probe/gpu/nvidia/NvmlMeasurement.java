package io.mgeosync.probe.gpu.nvidia;

import io.mgeosync.probe.gpu.GpuActivity;
import io.mgeosync.probe.gpu.GpuProcess;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * What the GPUs do from now on until it is ended. A unit is a whole GPU, or in MIG mode an instance
 * of it on which a process computes.
 */
final class NvmlMeasurement {
  private final NvmlCalls calls;
  private final OwnWork own;
  private final long mark;
  private final List<Unit> units = new ArrayList<>();
  private boolean failed;

  /**
   * @param sample empty where there are no counters, or they cannot be read
   */
  private record Unit(
      MemorySegment device,
      Mig mig,
      OptionalInt instance,
      List<GpuProcess> before,
      Optional<GpmSample> sample) {}

  NvmlMeasurement(NvmlCalls calls, OwnWork own) {
    this.calls = calls;
    this.own = own;
    this.mark = own.mark();
  }

  /**
   * Begins with one more GPU.
   *
   * @throws NvmlException when it does not answer
   */
  void begin(Arena arena, MemorySegment device) {
    Mig mig = Mig.of(calls, arena, device);
    List<GpuProcess> now = new ProcessTable(calls, arena).read(device, mig).orElse(List.of());
    for (OptionalInt instance : now.stream().map(GpuProcess::instance).distinct().toList()) {
      if (instance.isPresent() == mig.on()) {
        units.add(new Unit(device, mig, instance, on(instance, now), gpm(arena, device, instance)));
      }
    }
  }

  /** Something was not measured, so that nothing is told for sure. */
  void miss() {
    failed = true;
  }

  private static List<GpuProcess> on(OptionalInt instance, List<GpuProcess> all) {
    return all.stream().filter(process -> process.instance().equals(instance)).toList();
  }

  private Optional<GpmSample> gpm(Arena arena, MemorySegment device, OptionalInt instance) {
    try {
      return GpmSample.takeSample(calls, arena, device, instance);
    } catch (NvmlException e) {
      failed = true;
      return Optional.empty();
    }
  }

  /**
   * @throws NvmlException when a GPU does not answer
   */
  List<GpuActivity> end(Arena arena, Instant since) {
    try {
      return units.stream().map(unit -> end(arena, unit, since)).toList();
    } finally {
      units.stream().flatMap(unit -> unit.sample().stream()).forEach(GpmSample::close);
    }
  }

  private GpuActivity end(Arena arena, Unit unit, Instant since) {
    OptionalDouble share = share(arena, unit);
    List<GpuProcess> after =
        new ProcessTable(calls, arena).read(unit.device(), unit.mig()).orElse(List.of());
    return new GpuActivity(
        Stream.concat(unit.before().stream(), on(unit.instance(), after).stream())
            .distinct()
            .toList(),
        share,
        unit.mig().on() ? Optional.empty() : ProcessUse.since(calls, arena, unit.device(), since),
        failed);
  }

  /** Of no meaning when this process computed, too, and then of none for any GPU. */
  private OptionalDouble share(Arena arena, Unit unit) {
    if (unit.sample().isEmpty()) {
      return OptionalDouble.empty();
    }
    Optional<GpmSample> after = gpm(arena, unit.device(), unit.instance());
    if (after.isEmpty()) {
      return OptionalDouble.empty();
    }
    try (GpmSample end = after.get()) {
      OptionalDouble busy = unit.sample().get().busyUntil(end, arena);
      failed |= own.since(mark);
      return failed ? OptionalDouble.empty() : busy;
    } catch (NvmlException e) {
      failed = true;
      return OptionalDouble.empty();
    }
  }
}
