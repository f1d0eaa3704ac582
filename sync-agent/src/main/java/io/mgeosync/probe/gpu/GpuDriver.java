package io.mgeosync.probe.gpu;

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
}
