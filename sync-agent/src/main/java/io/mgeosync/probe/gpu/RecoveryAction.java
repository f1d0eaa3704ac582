package io.mgeosync.probe.gpu;

/**
 * What the driver itself says must be done about a GPU: {@code nvmlDeviceGpuRecoveryAction_t} of
 * nvml.h, told by drivers from r570 on.
 */
public enum RecoveryAction {
  NONE,
  GPU_RESET,
  NODE_REBOOT,
  /** Transfers between GPUs must stop; then the driver says what follows. */
  DRAIN_P2P,
  /** Less of the GPU is left; what runs may go on, and a reset brings the rest back. */
  DRAIN_AND_RESET,
  /** An older driver, or an action that is newer than this program. */
  NOT_SAID;

  public static RecoveryAction of(int number) {
    return switch (number) {
      case 0 -> NONE;
      case 1 -> GPU_RESET;
      case 2 -> NODE_REBOOT;
      case 3 -> DRAIN_P2P;
      case 4 -> DRAIN_AND_RESET;
      default -> NOT_SAID;
    };
  }
}
