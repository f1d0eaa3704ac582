package io.mgeosync.probe.gpu.nvidia;

import static java.lang.foreign.MemoryLayout.PathElement.groupElement;
import static java.lang.foreign.MemoryLayout.paddingLayout;
import static java.lang.foreign.MemoryLayout.sequenceLayout;
import static java.lang.foreign.MemoryLayout.structLayout;
import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.StructLayout;

/**
 * The structs of NVIDIA's public header nvml.h (12.2 and newer), for 64-bit Linux. Sizes and
 * offsets were compared once with what gcc makes of the header's declarations; the tests hold them.
 * Those of GPM are of the header of r550 and newer.
 */
final class NvmlLayouts {
  /** {@code nvmlMemory_t}. */
  static final StructLayout MEMORY =
      structLayout(
          JAVA_LONG.withName("total"), JAVA_LONG.withName("free"), JAVA_LONG.withName("used"));

  /** {@code nvmlPciInfo_t} of {@code nvmlDeviceGetPciInfo_v3}. */
  static final StructLayout PCI =
      structLayout(
          sequenceLayout(16, JAVA_BYTE).withName("busIdLegacy"),
          JAVA_INT.withName("domain"),
          JAVA_INT.withName("bus"),
          JAVA_INT.withName("device"),
          JAVA_INT.withName("pciDeviceId"),
          JAVA_INT.withName("pciSubSystemId"),
          sequenceLayout(32, JAVA_BYTE).withName("busId"));

  /** {@code nvmlProcessInfo_v2_t}, also what the functions with {@code _v3} fill. */
  static final StructLayout PROCESS =
      structLayout(
          JAVA_INT.withName("pid"),
          paddingLayout(4),
          JAVA_LONG.withName("usedGpuMemory"),
          JAVA_INT.withName("gpuInstanceId"),
          JAVA_INT.withName("computeInstanceId"));

  /** {@code nvmlEventData_t} of {@code nvmlEventSetWait_v2}. */
  static final StructLayout EVENT =
      structLayout(
          ADDRESS.withName("device"),
          JAVA_LONG.withName("eventType"),
          JAVA_LONG.withName("eventData"),
          JAVA_INT.withName("gpuInstanceId"),
          JAVA_INT.withName("computeInstanceId"));

  /** {@code nvmlFieldValue_t}; the value is a union, of which only the unsigned int is read. */
  static final StructLayout FIELD =
      structLayout(
          JAVA_INT.withName("fieldId"),
          JAVA_INT.withName("scopeId"),
          JAVA_LONG.withName("timestamp"),
          JAVA_LONG.withName("latencyUsec"),
          JAVA_INT.withName("valueType"),
          JAVA_INT.withName("nvmlReturn"),
          JAVA_LONG.withName("value"));

  /** {@code nvmlProcessUtilizationSample_t}, in percent of the SMs' time and of others'. */
  static final StructLayout PROCESS_USE =
      structLayout(
          JAVA_INT.withName("pid"),
          paddingLayout(4),
          JAVA_LONG.withName("timeStamp"),
          JAVA_INT.withName("smUtil"),
          JAVA_INT.withName("memUtil"),
          JAVA_INT.withName("encUtil"),
          JAVA_INT.withName("decUtil"));

  /** {@code nvmlGpmSupport_t}. */
  static final StructLayout GPM_SUPPORT =
      structLayout(JAVA_INT.withName("version"), JAVA_INT.withName("isSupportedDevice"));

  /** {@code nvmlGpmMetric_t}; three texts follow the value. */
  static final StructLayout GPM_METRIC =
      structLayout(
          JAVA_INT.withName("metricId"),
          JAVA_INT.withName("nvmlReturn"),
          JAVA_DOUBLE.withName("value"),
          sequenceLayout(3, ADDRESS).withName("metricInfo"));

  /**
   * {@code NVML_GPM_METRIC_MAX} of r580; an older header's array is shorter, none is read whole.
   */
  private static final int GPM_METRICS = 333;

  /** {@code nvmlGpmMetricsGet_t}. */
  static final StructLayout GPM_GET =
      structLayout(
          JAVA_INT.withName("version"),
          JAVA_INT.withName("numMetrics"),
          ADDRESS.withName("sample1"),
          ADDRESS.withName("sample2"),
          sequenceLayout(GPM_METRICS, GPM_METRIC).withName("metrics"));

  private NvmlLayouts() {}

  /** In bytes from the struct's begin. */
  static long offset(StructLayout struct, String field) {
    return struct.byteOffset(groupElement(field));
  }
}
