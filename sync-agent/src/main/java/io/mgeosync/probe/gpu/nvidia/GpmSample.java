package io.mgeosync.probe.gpu.nvidia;

import static io.mgeosync.probe.gpu.nvidia.NvmlLayouts.GPM_GET;
import static io.mgeosync.probe.gpu.nvidia.NvmlLayouts.GPM_METRIC;
import static io.mgeosync.probe.gpu.nvidia.NvmlLayouts.GPM_SUPPORT;
import static io.mgeosync.probe.gpu.nvidia.NvmlLayouts.offset;
import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * One reading of a GPU's own counters (GPM: Hopper and newer); two of them tell what share of its
 * multiprocessors was busy between. NVIDIA asks for more than 100 ms between the two.
 */
final class GpmSample implements AutoCloseable {
  /** {@code NVML_GPM_SUPPORT_VERSION} and {@code NVML_GPM_METRICS_GET_VERSION}. */
  private static final int VERSION = 1;

  /** {@code NVML_GPM_METRIC_SM_UTIL}. */
  private static final int BUSY_MULTIPROCESSORS = 2;

  private final NvmlCalls calls;
  private final MemorySegment sample;

  private GpmSample(NvmlCalls calls, MemorySegment sample) {
    this.calls = calls;
    this.sample = sample;
  }

  /**
   * Empty where the GPU has no such counters.
   *
   * @param instance the GPU instance that is meant, in MIG mode
   * @throws NvmlException when it has them and they cannot be read
   */
  static Optional<GpmSample> takeSample(
      NvmlCalls calls, Arena arena, MemorySegment device, OptionalInt instance) {
    if (!supported(calls, arena, device)) {
      return Optional.empty();
    }
    var sample = new GpmSample(calls, calls.pointer(arena, "nvmlGpmSampleAlloc"));
    try {
      boolean said =
          instance.isPresent()
              ? calls.said("nvmlGpmMigSampleGet", device, instance.getAsInt(), sample.sample)
              : calls.said("nvmlGpmSampleGet", device, sample.sample);
      if (said) {
        return Optional.of(sample);
      }
    } catch (NvmlException e) {
      sample.close();
      throw e;
    }
    sample.close();
    return Optional.empty();
  }

  private static boolean supported(NvmlCalls calls, Arena arena, MemorySegment device) {
    MemorySegment support = arena.allocate(GPM_SUPPORT);
    support.set(JAVA_INT, offset(GPM_SUPPORT, "version"), VERSION);
    return calls.said("nvmlGpmQueryDeviceSupport", device, support)
        && support.get(JAVA_INT, offset(GPM_SUPPORT, "isSupportedDevice")) != 0;
  }

  /**
   * Per cent of the multiprocessors and of the time from this reading to a later one; empty where
   * that is not said.
   */
  OptionalDouble busyUntil(GpmSample later, Arena arena) {
    MemorySegment get = arena.allocate(GPM_GET);
    get.set(JAVA_INT, offset(GPM_GET, "version"), VERSION);
    get.set(JAVA_INT, offset(GPM_GET, "numMetrics"), 1);
    get.set(ADDRESS, offset(GPM_GET, "sample1"), sample);
    get.set(ADDRESS, offset(GPM_GET, "sample2"), later.sample);
    MemorySegment metric = get.asSlice(offset(GPM_GET, "metrics"), GPM_METRIC);
    metric.set(JAVA_INT, offset(GPM_METRIC, "metricId"), BUSY_MULTIPROCESSORS);
    calls.callOrThrow("nvmlGpmMetricsGet", get);
    int number = metric.get(JAVA_INT, offset(GPM_METRIC, "nvmlReturn"));
    double value = metric.get(JAVA_DOUBLE, offset(GPM_METRIC, "value"));
    return switch (NvmlCode.of(number)) {
      case SUCCESS -> Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
      case NOT_SUPPORTED -> OptionalDouble.empty();
      default -> throw new NvmlException("nvmlGpmMetricsGet", number);
    };
  }

  @Override
  public void close() {
    var _ = calls.code("nvmlGpmSampleFree", sample);
  }
}
