package io.mgeosync.probe.gpu;

import java.util.List;
import java.util.Optional;

/**
 * Who computes on one GPU.
 *
 * @param gpu which one, for people
 * @param processes empty when the driver does not say
 * @param why no processes are told, where that is a fault; empty otherwise
 */
public record GpuUse(String gpu, Optional<List<GpuProcess>> processes, Optional<String> why) {
  public GpuUse {
    processes = processes.map(List::copyOf);
  }
}
