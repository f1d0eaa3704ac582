package io.mgeosync.probe.gpu;

import java.time.Instant;
import java.util.List;

/** Who computes on the GPUs of this node. */
@FunctionalInterface
public interface GpuProcesses {
  /**
   * The processes of this moment, one item for each GPU that answers. May hang as the driver may:
   * call it inside a bounded probe.
   *
   * @param since from when on it counts how busy a GPU was; a driver that keeps no samples counts
   *     its last sample period only, a sixth of a second to a second
   * @throws GpuException when the driver does not answer; its {@link GpuException#result()} says
   *     whether that proves anything
   */
  List<GpuUse> look(Instant since);

  /**
   * What this node's own driver says. Confined to one caller at a time; nothing is loaded before
   * the first look.
   */
  static GpuProcesses ofThisNode() {
    return Nvml.ofThisNode()::uses;
  }
}
