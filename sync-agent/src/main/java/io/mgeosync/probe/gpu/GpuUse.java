package io.mgeosync.probe.gpu;

import java.util.List;
import java.util.OptionalInt;

/**
 * Who computes on one GPU, and how busy it is.
 *
 * @param busiest the highest share of time in per cent, over any of the driver's sample periods, in
 *     which a kernel ran; empty when not said
 */
public record GpuUse(String uuid, OptionalInt busiest, List<GpuProcess> processes) {
  public GpuUse {
    processes = List.copyOf(processes);
  }
}
