package io.mgeosync.probe.gpu;

import java.util.List;

/**
 * What the driver said at one moment.
 *
 * @param driver its version, such as {@code 570.86.15}
 * @param library the version of NVML, such as {@code 12.570.86.15}
 * @param gpus those that answer, in the order of their indices
 * @param faults those that are listed and do not answer
 * @param xids the errors that the driver reported since the snapshot before
 */
public record GpuSnapshot(
    String driver, String library, List<Gpu> gpus, List<GpuFault> faults, List<Xid> xids) {
  public GpuSnapshot {
    gpus = List.copyOf(gpus);
    faults = List.copyOf(faults);
    xids = List.copyOf(xids);
  }

  /** Without the GPUs that are not ours. */
  public GpuSnapshot only(OurGpus ours) {
    return new GpuSnapshot(driver, library, ours.among(gpus), faults, xids);
  }

  public int listed() {
    return gpus.size() + faults.size();
  }
}
