package io.mgeosync.probe.gpu;

import java.util.List;
import java.util.Map;

/** The one thing that the probe asks of a driver. */
@FunctionalInterface
public interface GpuDriver {
  /**
   * Asks everything anew. May hang.
   *
   * @throws GpuException when the driver as a whole does not answer; what is wrong with a single
   *     GPU is in the snapshot
   */
  GpuSnapshot read();

  /**
   * This node's own driver, of whose GPUs only those are shown that the service may use. Confined
   * to one caller at a time; nothing is loaded before the first look.
   *
   * @param devices as configured; when there are none, the environment says which
   * @param environment the agent's, for CUDA_VISIBLE_DEVICES
   */
  static GpuDriver ofThisNode(List<String> devices, Map<String, String> environment) {
    OurGpus ours = OurGpus.of(devices, environment);
    GpuDriver all = Nvml.ofThisNode();
    return () -> all.read().only(ours);
  }
}
