package io.mgeosync.probe.gpu;

import java.time.InstantSource;
import java.util.Map;

/**
 * The binding to one vendor's GPUs. Everything loads its library at its first use, so that a node
 * without that vendor's driver can hold one. Another vendor is another implementation, and one more
 * in the list of {@code agent.GpuVendors}.
 */
public interface GpuVendor {
  /** Whether this vendor's driver is on this node; cheap, and loads nothing. */
  boolean isHere();

  /** What the driver says of every GPU; confined to one caller at a time. */
  GpuDriver driver();

  /** Which processes compute, and how busy a GPU is; confined to one caller at a time. */
  GpuProcesses processes();

  /**
   * Lets a GPU compute something whose result is known.
   *
   * @param clock one that never jumps
   */
  ComputeCheck computeCheck(InstantSource clock);

  /** Errors that the kernel logs beside the driver's own events. */
  XidSource kernelErrors();

  /**
   * The GPUs that a process with this environment is shown.
   *
   * @param environment the agent's, for variables such as CUDA_VISIBLE_DEVICES
   */
  OurGpus visible(Map<String, String> environment);
}
