package io.mgeosync.probe.gpu;

import java.util.List;

/** Who computes on the GPUs of this node. */
@FunctionalInterface
public interface GpuProcesses {
  /**
   * As of this moment, one item for each GPU that answers. May hang as the driver may: call it
   * inside a bounded probe.
   *
   * @throws GpuException when the driver does not answer; its {@link GpuException#result()} says
   *     whether that proves anything
   */
  List<GpuUse> look();

  /** What this node's own driver says. Confined to one caller at a time. */
  static GpuProcesses ofThisNode() {
    GpuDriver driver = Nvml.ofThisNode();
    return () ->
        driver.read().gpus().stream()
            .map(
                gpu ->
                    new GpuUse(gpu.id().uuid(), gpu.load().busyPercent(), gpu.load().processes()))
            .toList();
  }
}
