package io.mgeosync.probe.gpu;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * One GPU that answers, as its driver described it at one moment. What an older driver or another
 * model does not say is empty.
 *
 * @param mig the UUIDs of its MIG devices; none unless it is in MIG mode
 */
public record Gpu(Id id, Health health, Load load, List<String> mig) {

  /**
   * Which GPU it is.
   *
   * @param index in PCI order, as nvidia-smi counts
   * @param uuid {@code GPU-…}
   * @param pci {@code domain:bus:device} in lower-case hexadecimal digits, 4, 2 and 2 of them
   * @param model such as {@code NVIDIA H100 80GB HBM3}; empty when not said
   * @param computeCapability such as {@code 9.0}; empty when not said
   */
  public record Id(int index, String uuid, String pci, String model, String computeCapability) {
    /** {@code GPU 0 (GPU-8932f937-…)}. */
    @Override
    public String toString() {
      return "GPU %d (%s)".formatted(index, uuid);
    }
  }

  /**
   * How it is.
   *
   * @param temperature in degrees Celsius
   * @param slowdownAt the temperature at which the GPU slows itself down
   * @param clocks what holds the clocks down, as a mask; see {@link ClockLimit}
   * @param uncorrected uncorrectable memory errors since the last reset
   */
  public record Health(
      OptionalInt temperature,
      OptionalInt slowdownAt,
      long clocks,
      OptionalLong uncorrected,
      Optional<RowRemap> rows,
      Optional<PcieLink> link,
      RecoveryAction recovery) {}

  /**
   * Rows of memory that are replaced by spare ones.
   *
   * @param pending a replacement waits for the next reset; what runs may go on
   * @param failed no spare row was left
   */
  public record RowRemap(boolean pending, boolean failed) {}

  /** The link to the host; the generation falls by itself while the GPU is idle. */
  public record PcieLink(int generation, int maxGeneration, int width, int maxWidth) {
    boolean narrow() {
      return width < maxWidth;
    }
  }

  /**
   * What it is used for.
   *
   * @param memory empty when not said
   * @param processes that compute on it; empty when not said
   */
  public record Load(Optional<Memory> memory, Optional<List<GpuProcess>> processes) {
    public Load {
      processes = processes.map(List::copyOf);
    }
  }

  /** The GPU's own memory, in bytes. */
  public record Memory(long total, long used) {}

  public Gpu {
    mig = List.copyOf(mig);
  }

  /** Empty where the driver does not say who computes on it. */
  public Optional<Boolean> runs(int pid) {
    return load.processes().map(all -> all.stream().anyMatch(process -> process.pid() == pid));
  }
}
