package io.mgeosync.probe.gpu.nvidia;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.StructLayout;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Sizes and offsets as gcc 12 for x86-64 printed them ({@code sizeof}, {@code offsetof}) for the
 * declarations in NVIDIA's nvml.h (12.2.140, as in NVIDIA/go-nvml, gen/nvml/nvml.h).
 */
final class NvmlLayoutsTest {

  @Test
  void structsAreAsTheCompilerLaysThemOut() {
    same(NvmlLayouts.MEMORY, 24, Map.of("total", 0, "free", 8, "used", 16));
    same(NvmlLayouts.PCI, 68, Map.of("domain", 16, "bus", 20, "device", 24, "busId", 36));
    same(
        NvmlLayouts.PROCESS,
        24,
        Map.of("pid", 0, "usedGpuMemory", 8, "gpuInstanceId", 16, "computeInstanceId", 20));
    same(
        NvmlLayouts.EVENT,
        32,
        Map.of("device", 0, "eventType", 8, "eventData", 16, "gpuInstanceId", 24));
    same(
        NvmlLayouts.PROCESS_USE,
        32,
        Map.of("pid", 0, "timeStamp", 8, "smUtil", 16, "memUtil", 20, "decUtil", 28));
    same(NvmlLayouts.GPM_SUPPORT, 8, Map.of("version", 0, "isSupportedDevice", 4));
    same(
        NvmlLayouts.GPM_METRIC,
        40,
        Map.of("metricId", 0, "nvmlReturn", 4, "value", 8, "metricInfo", 16));
    same(
        NvmlLayouts.GPM_GET,
        24 + 333 * 40,
        Map.of("version", 0, "numMetrics", 4, "sample1", 8, "sample2", 16, "metrics", 24));
    same(
        NvmlLayouts.FIELD,
        40,
        Map.of("timestamp", 8, "latencyUsec", 16, "valueType", 24, "nvmlReturn", 28, "value", 32));
  }

  private static void same(StructLayout layout, long size, Map<String, Integer> offsets) {
    assertThat(layout.byteSize()).isEqualTo(size);
    offsets.forEach(
        (field, offset) ->
            assertThat(NvmlLayouts.offset(layout, field)).as(field).isEqualTo(offset.longValue()));
  }
}
