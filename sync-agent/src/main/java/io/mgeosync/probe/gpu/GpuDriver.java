package io.mgeosync.probe.gpu;

import io.mgeosync.config.GpuSettings;
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
   * to one caller at a time.
   *
   * @param environment the agent's, for CUDA_VISIBLE_DEVICES
   */
  static GpuDriver ofThisNode(GpuSettings settings, Map<String, String> environment) {
    OurGpus ours = OurGpus.of(settings.devices(), environment);
    GpuDriver all = Nvml.ofThisNode();
    return () -> all.read().only(ours);
  }
}
