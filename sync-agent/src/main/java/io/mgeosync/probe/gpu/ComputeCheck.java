package io.mgeosync.probe.gpu;

import java.time.Duration;
import java.util.Optional;

/** Lets a GPU compute something whose result is known. */
@FunctionalInterface
public interface ComputeCheck {
  /**
   * May hang.
   *
   * @param uuid of a GPU or a MIG device
   * @return how long the GPU took; empty when CUDA does not show this one to the agent, so that it
   *     cannot be tried
   * @throws GpuException when it does not compute, or wrongly
   */
  Optional<Duration> compute(String uuid);
}
