package io.mgeosync.agent;

import io.mgeosync.probe.gpu.GpuVendor;
import io.mgeosync.probe.gpu.nvidia.Nvidia;
import java.util.List;

/** The list of the vendors whose GPUs can be looked at. */
final class GpuVendors {
  private static final List<GpuVendor> ALL = List.of(new Nvidia());

  private GpuVendors() {}

  /** The first one whose driver is on this node; where there is none, the first of all. */
  static GpuVendor here() {
    return ALL.stream().filter(GpuVendor::isHere).findFirst().orElse(ALL.getFirst());
  }
}
