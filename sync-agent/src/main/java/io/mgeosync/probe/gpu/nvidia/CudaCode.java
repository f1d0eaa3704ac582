package io.mgeosync.probe.gpu.nvidia;

import io.mgeosync.manifest.Refusal.Kind;

/**
 * What an error of the CUDA driver means for a GPU: {@code CUresult} of cuda.h. All that is not
 * listed here is an error of computing itself, which proves that the GPU cannot be used.
 */
final class CudaCode {
  /** CUDA_ERROR_CALL_REQUIRES_NEWER_DRIVER; also of a function that the library lacks. */
  static final int NEEDS_NEWER_DRIVER = 36;

  private CudaCode() {}

  /** MISMATCH is proof; the others prove nothing about the GPU. */
  static Kind kind(int code) {
    return switch (code) {
      case 2, // OUT_OF_MEMORY: the service may use all of it
          34, // STUB_LIBRARY: a toolkit's stand-in for the library
          NEEDS_NEWER_DRIVER,
          46, // DEVICE_UNAVAILABLE: in exclusive use
          209, // NO_BINARY_FOR_GPU: a GPU that is older than the check's code
          218, // INVALID_PTX
          221, // JIT_COMPILER_NOT_FOUND: a package of its own
          222, // UNSUPPORTED_PTX_VERSION
          223, // JIT_COMPILATION_DISABLED
          304, // OPERATING_SYSTEM: a device file is hidden
          805, // MPS_CONNECTION_FAILED, and the others of the multi-process service
          806,
          807,
          808,
          809,
          810 ->
          Kind.UNAVAILABLE;
      case 800 -> Kind.DENIED; // NOT_PERMITTED
      default -> Kind.MISMATCH;
    };
  }

  static String remedy(int code) {
    return switch (code) {
      case 2 -> "leave 512 MiB of the GPU's memory free for the check, or set compute-check: false";
      case 34 -> "remove the toolkit's stubs folder from the library path";
      case NEEDS_NEWER_DRIVER -> "install a driver of r470 or newer";
      case 46 -> "set the compute mode to Default (nvidia-smi -c 0), or set compute-check: false";
      case 100 -> "see nvidia-smi; the driver lists no GPU that can compute";
      case 214, 226 -> "stop what uses the GPU and run nvidia-smi --gpu-reset";
      case 221 -> "install libnvidia-ptxjitcompiler.so.1, or set compute-check: false";
      case 304, 800 -> "let the agent read and write /dev/nvidia*, /dev/nvidia-uvm too";
      case 802 -> "start nvidia-fabricmanager of the driver's own version";
      case 803 -> "reload the driver's kernel modules, or restart the machine";
      case 805, 806, 807, 808, 809, 810 -> "see the log of nvidia-cuda-mps-control";
      default -> "see dmesg for an Xid; reset the GPU, and take it out if this comes again";
    };
  }
}
