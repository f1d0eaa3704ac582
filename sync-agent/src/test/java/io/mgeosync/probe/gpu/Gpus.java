package io.mgeosync.probe.gpu;

import io.mgeosync.config.ConfigLoader;
import io.mgeosync.probe.gpu.nvidia.NvmlException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;

/** GPUs as a driver might describe them: well, until a test says otherwise. */
public final class Gpus {
  private Gpus() {}

  public static Gpu well(int index) {
    return new Gpu(
        new Gpu.Id(index, uuid(index), pci(index), "NVIDIA H100", "9.0"),
        new Gpu.Health(
            OptionalInt.of(40),
            OptionalInt.of(87),
            0,
            OptionalLong.of(0),
            Optional.of(new Gpu.RowRemap(false, false)),
            Optional.of(new Gpu.PcieLink(5, 5, 16, 16)),
            RecoveryAction.NONE),
        new Gpu.Load(Optional.of(new Gpu.Memory(80L << 30, 3L << 30)), Optional.of(List.of())),
        List.of());
  }

  public static String uuid(int index) {
    return "GPU-%08d-0000-0000-0000-000000000000".formatted(index);
  }

  public static String pci(int index) {
    return "0000:%02x:00".formatted(0x10 + index);
  }

  public static Gpu with(Gpu gpu, UnaryOperator<Health> change) {
    return new Gpu(gpu.id(), change.apply(new Health(gpu.health())).made(), gpu.load(), gpu.mig());
  }

  public static Gpu running(Gpu gpu, int... pids) {
    var processes =
        java.util.Arrays.stream(pids)
            .mapToObj(pid -> new GpuProcess(pid, OptionalLong.of(1 << 20)))
            .toList();
    return new Gpu(
        gpu.id(),
        gpu.health(),
        new Gpu.Load(gpu.load().memory(), Optional.of(processes)),
        gpu.mig());
  }

  public static Gpu mig(Gpu gpu, String... uuids) {
    return new Gpu(gpu.id(), gpu.health(), gpu.load(), List.of(uuids));
  }

  public static GpuSnapshot snapshot(Gpu... gpus) {
    return new GpuSnapshot("570.86.15", "12.570.86.15", List.of(gpus), List.of(), List.of());
  }

  public static GpuSnapshot faulty(int index, int code, Gpu... gpus) {
    var fault = new GpuFault(index, error(code));
    return new GpuSnapshot("570.86.15", "12.570.86.15", List.of(gpus), List.of(fault), List.of());
  }

  /** What a driver that returns this code makes of a look. */
  public static GpuException error(int code) {
    return new NvmlException("nvmlDeviceGetHandleByIndex_v2", code);
  }

  public static GpuSnapshot reporting(GpuSnapshot snapshot, Xid... xids) {
    return new GpuSnapshot(
        snapshot.driver(), snapshot.library(), snapshot.gpus(), snapshot.faults(), List.of(xids));
  }

  /** The settings that a {@code gpu} section with these keys gives. */
  public static GpuSettings settings(String keys) {
    var config =
        ConfigLoader.parse(
            "agent.yaml",
            """
            store: {url: "file:///mnt/models"}
            bundles: [{name: mgeo-base, gpu: {%s}}]
            """
                .formatted(keys));
    return Objects.requireNonNull(config.bundles().getFirst().gpu());
  }

  /** A GPU's readings that can be changed one at a time. */
  public static final class Health {
    OptionalInt temperature;
    OptionalInt slowdownAt;
    long clocks;
    OptionalLong uncorrected;
    Optional<Gpu.RowRemap> rows;
    Optional<Gpu.PcieLink> link;
    RecoveryAction recovery;

    private Health(Gpu.Health from) {
      temperature = from.temperature();
      slowdownAt = from.slowdownAt();
      clocks = from.clocks();
      uncorrected = from.uncorrected();
      rows = from.rows();
      link = from.link();
      recovery = from.recovery();
    }

    Health celsius(int degrees) {
      temperature = OptionalInt.of(degrees);
      return this;
    }

    Health limit(OptionalInt degrees) {
      slowdownAt = degrees;
      return this;
    }

    Health clocks(long mask) {
      clocks = mask;
      return this;
    }

    Health errors(long count) {
      uncorrected = OptionalLong.of(count);
      return this;
    }

    Health rows(Optional<Gpu.RowRemap> remap) {
      rows = remap;
      return this;
    }

    Health link(int width, int of) {
      link = Optional.of(new Gpu.PcieLink(1, 5, width, of));
      return this;
    }

    Health recovery(RecoveryAction action) {
      recovery = action;
      return this;
    }

    private Gpu.Health made() {
      return new Gpu.Health(temperature, slowdownAt, clocks, uncorrected, rows, link, recovery);
    }
  }
}
