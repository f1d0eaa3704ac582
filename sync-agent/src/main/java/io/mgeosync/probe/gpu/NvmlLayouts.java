package io.mgeosync.probe.gpu;

import static java.lang.foreign.MemoryLayout.PathElement.groupElement;
import static java.lang.foreign.MemoryLayout.paddingLayout;
import static java.lang.foreign.MemoryLayout.sequenceLayout;
import static java.lang.foreign.MemoryLayout.structLayout;
import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.StructLayout;

/**
 * The structs of NVIDIA's public header nvml.h (12.2 and newer), for 64-bit Linux. Sizes and
 * offsets were compared once with what gcc makes of the header's declarations; the tests hold them.
 */
final class NvmlLayouts {
  /** {@code nvmlMemory_t}. */
  static final StructLayout MEMORY =
      structLayout(
          JAVA_LONG.withName("total"), JAVA_LONG.withName("free"), JAVA_LONG.withName("used"));

  /** {@code nvmlUtilization_t}, in percent. */
  static final StructLayout UTILIZATION =
      structLayout(JAVA_INT.withName("gpu"), JAVA_INT.withName("memory"));

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

  /** {@code nvmlSample_t}; of the union only the unsigned int is read. */
  static final StructLayout SAMPLE =
      structLayout(JAVA_LONG.withName("timeStamp"), JAVA_LONG.withName("sampleValue"));

  private NvmlLayouts() {}

  /** In bytes from the struct's begin. */
  static long offset(StructLayout struct, String field) {
    return struct.byteOffset(groupElement(field));
  }
}
