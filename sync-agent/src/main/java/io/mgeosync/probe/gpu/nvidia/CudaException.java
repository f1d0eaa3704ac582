package io.mgeosync.probe.gpu.nvidia;

import io.mgeosync.probe.gpu.GpuException;

/** A function of the CUDA driver that returned an error. */
public final class CudaException extends GpuException {
  private final int code;

  /**
   * @param name of the code as cuda.h has it, such as {@code CUDA_ERROR_LAUNCH_FAILED}
   */
  public CudaException(String uuid, String function, int code, String name) {
    super(
        CudaCode.kind(code),
        CudaCode.kind(code) == Kind.MISMATCH ? "CannotCompute" : "ComputeUnknown",
        "%s: %s: %s (%d)".formatted(uuid, function, name, code),
        CudaCode.remedy(code),
        null);
    this.code = code;
  }

  /** As cuda.h numbers it. */
  public int code() {
    return code;
  }
}
