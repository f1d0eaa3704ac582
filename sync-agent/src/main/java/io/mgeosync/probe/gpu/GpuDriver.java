package io.mgeosync.probe.gpu;

/** The one thing that the probe asks of a driver. */
@FunctionalInterface
public interface GpuDriver {
  /**
   * Asks about everything again. May hang.
   *
   * @throws GpuException when the driver as a whole does not answer; what is wrong with a single
   *     GPU is in the snapshot
   */
  GpuSnapshot read();

  /** The same driver, of whose GPUs only these are shown. */
  default GpuDriver only(OurGpus ours) {
    return () -> read().only(ours);
  }
}
