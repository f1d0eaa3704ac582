package io.mgeosync.probe.gpu;

import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A process that computes on a GPU.
 *
 * @param pid in the PID namespace of the agent; a process of another container may not be listed
 * @param usedBytes of the GPU's memory; empty when the driver does not know, as in some containers
 * @param instance the GPU instance that it is on; empty where the GPU is not in MIG mode
 * @param mpsClient whether it computes through NVIDIA's multi-process service
 */
public record GpuProcess(int pid, OptionalLong usedBytes, OptionalInt instance, boolean mpsClient) {

  /** One on a whole GPU, with a context of its own. */
  public GpuProcess(int pid, OptionalLong usedBytes) {
    this(pid, usedBytes, OptionalInt.empty(), false);
  }
}
