package io.mgeosync.probe.gpu;

import java.util.OptionalInt;

/**
 * An error that the driver reported about one GPU.
 *
 * @param code its number in NVIDIA's catalogue
 * @param pci as in {@link Gpu.Id}
 * @param pid the process that it hit, where that was said
 * @param name that process's, as the driver saw it; empty where it was not said
 */
public record Xid(int code, String pci, OptionalInt pid, String name) {

  /** Without the name of a process. */
  public Xid(int code, String pci, OptionalInt pid) {
    this(code, pci, pid, "");
  }

  /** {@code Xid 31 of process 4711 (python3) on 0000:3b:00}. */
  @Override
  public String toString() {
    return "Xid %d%s on %s".formatted(code, pid.isPresent() ? " of " + process() : "", pci);
  }

  private String process() {
    return "process " + pid.orElseThrow() + (name.isEmpty() ? "" : " (" + name + ")");
  }
}
