package io.mgeosync.probe.gpu.nvidia;

import io.mgeosync.manifest.Refusal.Kind;
import java.util.Arrays;

/**
 * What NVML's functions return: {@code nvmlReturn_t} of nvml.h. A kind of MISMATCH is proof that
 * the GPU cannot be used; the others prove nothing. None but {@link #NOT_SUPPORTED} is ever taken
 * for a word about a well GPU.
 */
enum NvmlCode {
  SUCCESS(0),
  UNINITIALIZED(1),
  INVALID_ARGUMENT(2),
  NOT_SUPPORTED(3),
  NO_PERMISSION(
      4,
      Kind.DENIED,
      "NoPermission",
      "let the agent's user read and write /dev/nvidia*, or run the agent as root"),
  ALREADY_INITIALIZED(5),
  NOT_FOUND(6),
  INSUFFICIENT_SIZE(7),
  INSUFFICIENT_POWER(
      8, Kind.MISMATCH, "NoPower", "connect the GPU's power cables, then restart the machine"),
  DRIVER_NOT_LOADED(
      9,
      Kind.MISMATCH,
      "DriverNotLoaded",
      "load it (modprobe nvidia) and see dmesg for why it was not"),
  TIMEOUT(10, Kind.UNAVAILABLE, "DriverTimeout", "see dmesg; restart the machine if it stays"),
  IRQ_ISSUE(
      11, Kind.UNAVAILABLE, "InterruptProblem", "see dmesg for the interrupt of the NVIDIA driver"),
  LIBRARY_NOT_FOUND(12, Kind.MISMATCH, "NoDriver", "install the NVIDIA driver completely"),
  FUNCTION_NOT_FOUND(13),
  CORRUPTED_INFOROM(
      14, Kind.UNAVAILABLE, "InforomCorrupt", "reset the GPU, and replace it if this comes again"),
  GPU_IS_LOST(
      15,
      Kind.MISMATCH,
      "GpuLost",
      "it fell off the bus: restart the machine; if it comes again, reseat or replace the GPU"),
  RESET_REQUIRED(
      16, Kind.MISMATCH, "ResetRequired", "stop what uses the GPU and run nvidia-smi --gpu-reset"),
  OPERATING_SYSTEM(17, Kind.UNAVAILABLE, "GpuBlocked", "see whether a cgroup hides /dev/nvidia*"),
  LIB_RM_VERSION_MISMATCH(
      18,
      Kind.MISMATCH,
      "DriverMismatch",
      "the driver was upgraded under the loaded one: reload its kernel modules, or restart the"
          + " machine"),
  IN_USE(19),
  MEMORY(20, Kind.UNAVAILABLE, "NoMemory", "free memory of the host"),
  NO_DATA(21),
  VGPU_ECC_NOT_SUPPORTED(22),
  INSUFFICIENT_RESOURCES(23),
  FREQ_NOT_SUPPORTED(24),
  ARGUMENT_VERSION_MISMATCH(25),
  DEPRECATED(26),
  NOT_READY(27, Kind.UNAVAILABLE, "DriverNotReady", "wait until the GPU is initialised"),
  GPU_NOT_FOUND(
      28, Kind.MISMATCH, "NoGpu", "see whether lspci lists the GPU, and reseat it if it does not"),
  INVALID_STATE(29),
  RESET_TYPE_NOT_SUPPORTED(30),
  UNKNOWN(999);

  private final int number;
  private final Kind kind;
  private final String word;
  private final String remedy;

  NvmlCode(int number) {
    this(number, Kind.UNAVAILABLE, "DriverError", "see dmesg for messages of NVRM");
  }

  NvmlCode(int number, Kind kind, String word, String remedy) {
    this.number = number;
    this.kind = kind;
    this.word = word;
    this.remedy = remedy;
  }

  static NvmlCode of(int number) {
    return Arrays.stream(values())
        .filter(code -> code.number == number)
        .findFirst()
        .orElse(UNKNOWN);
  }

  int number() {
    return number;
  }

  Kind kind() {
    return kind;
  }

  String word() {
    return word;
  }

  String remedy() {
    return remedy;
  }
}
