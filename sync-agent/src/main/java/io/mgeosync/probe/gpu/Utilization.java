package io.mgeosync.probe.gpu;

import static io.mgeosync.probe.gpu.NvmlLayouts.SAMPLE;
import static io.mgeosync.probe.gpu.NvmlLayouts.offset;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** How busy one GPU is, in per cent of the time in which a kernel ran. */
final class Utilization {
  /** {@code NVML_GPU_UTILIZATION_SAMPLES}. */
  private static final int OF_KERNELS = 1;

  /** The driver keeps some hundred. */
  private static final int MOST_SAMPLES = 1024;

  private final NvmlCalls calls;
  private final Arena arena;
  private final MemorySegment device;

  Utilization(NvmlCalls calls, Arena arena, MemorySegment device) {
    this.calls = calls;
    this.arena = arena;
    this.device = device;
  }

  /** In the last sample period; empty when not said. */
  OptionalInt now() {
    MemorySegment rates = arena.allocate(NvmlLayouts.UTILIZATION);
    return calls.said("nvmlDeviceGetUtilizationRates", device, rates)
        ? OptionalInt.of(rates.get(JAVA_INT, offset(NvmlLayouts.UTILIZATION, "gpu")))
        : OptionalInt.empty();
  }

  /** In the busiest sample period that ended since then, the last one included. */
  OptionalInt busiest(Instant since) {
    return IntStream.concat(samples(since), now().stream()).max();
  }

  /** NVML counts time in microseconds since 1970, and its samples are those after it. */
  private IntStream samples(Instant since) {
    long micros = ChronoUnit.MICROS.between(Instant.EPOCH, since);
    MemorySegment type = arena.allocate(JAVA_INT);
    MemorySegment count = arena.allocateFrom(JAVA_INT, MOST_SAMPLES);
    MemorySegment samples = arena.allocate(SAMPLE, MOST_SAMPLES);
    if (!calls.said("nvmlDeviceGetSamples", device, OF_KERNELS, micros, type, count, samples)) {
      return IntStream.empty();
    }
    return samples
        .elements(SAMPLE)
        .limit(count.get(JAVA_INT, 0))
        .mapToInt(sample -> sample.get(JAVA_INT, offset(SAMPLE, "sampleValue")));
  }
}
