package io.mgeosync.probe.gpu.nvidia;

import io.mgeosync.probe.gpu.GpuException;

/** A function of NVML that returned an error. */
public final class NvmlException extends GpuException {
  private final int number;

  public NvmlException(String function, int number) {
    this(function, number, NvmlCode.of(number));
  }

  private NvmlException(String function, int number, NvmlCode code) {
    super(
        code.kind(),
        code.word(),
        "%s: %s (NVML %d)".formatted(function, code, number),
        code.remedy(),
        null);
    this.number = number;
  }

  /** As nvml.h numbers it. */
  public int number() {
    return number;
  }
}
