package io.mgeosync.probe.gpu.nvidia;

import static io.mgeosync.probe.gpu.nvidia.NvmlLayouts.offset;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.mgeosync.probe.gpu.Gpu;
import io.mgeosync.probe.gpu.RecoveryAction;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Asks NVML everything about one GPU. */
final class NvmlReader {
  /** {@code NVML_TEMPERATURE_GPU}. */
  private static final int ON_DIE = 0;

  /** {@code NVML_TEMPERATURE_THRESHOLD_SLOWDOWN}. */
  private static final int SLOWDOWN = 1;

  /** {@code NVML_MEMORY_ERROR_TYPE_UNCORRECTED}. */
  private static final int UNCORRECTED = 1;

  /** {@code NVML_VOLATILE_ECC}: since the last reset. */
  private static final int VOLATILE = 0;

  /** {@code NVML_FI_DEV_GET_GPU_RECOVERY_ACTION}. */
  private static final int RECOVERY_ACTION = 230;

  private final NvmlCalls calls;
  private final Arena arena;
  private final MemorySegment device;

  NvmlReader(NvmlCalls calls, Arena arena, MemorySegment device) {
    this.calls = calls;
    this.arena = arena;
    this.device = device;
  }

  /**
   * @throws NvmlException when the GPU does not answer
   */
  Gpu read(int index) {
    Mig mig = Mig.of(calls, arena, device);
    return new Gpu(id(index), health(), load(mig), uuids(mig));
  }

  private Gpu.Id id(int index) {
    String model = calls.text(arena, "nvmlDeviceGetName", device);
    return new Gpu.Id(index, uuid(), pci(), model, computeCapability());
  }

  private String uuid() {
    MemorySegment uuid = arena.allocate(96);
    calls.callOrThrow("nvmlDeviceGetUUID", device, uuid, (int) uuid.byteSize());
    return uuid.getString(0);
  }

  private String pci() {
    MemorySegment pci = arena.allocate(NvmlLayouts.PCI);
    calls.callOrThrow("nvmlDeviceGetPciInfo_v3", device, pci);
    return PciAddress.format(
        pci.get(JAVA_INT, offset(NvmlLayouts.PCI, "domain")),
        pci.get(JAVA_INT, offset(NvmlLayouts.PCI, "bus")),
        pci.get(JAVA_INT, offset(NvmlLayouts.PCI, "device")));
  }

  private String computeCapability() {
    MemorySegment major = arena.allocate(JAVA_INT);
    MemorySegment minor = arena.allocate(JAVA_INT);
    return calls.said("nvmlDeviceGetCudaComputeCapability", device, major, minor)
        ? major.get(JAVA_INT, 0) + "." + minor.get(JAVA_INT, 0)
        : "";
  }

  private Gpu.Health health() {
    return new Gpu.Health(
        calls.number(arena, "nvmlDeviceGetTemperature", device, ON_DIE),
        calls.number(arena, "nvmlDeviceGetTemperatureThreshold", device, SLOWDOWN),
        clocks(),
        calls.big(arena, "nvmlDeviceGetTotalEccErrors", device, UNCORRECTED, VOLATILE),
        rows(),
        link(),
        recovery());
  }

  /** Under the name of drivers before r535 where the new one is not there. */
  private long clocks() {
    String now = "nvmlDeviceGetCurrentClocksEventReasons";
    String before = "nvmlDeviceGetCurrentClocksThrottleReasons";
    return calls.big(arena, calls.has(now) ? now : before, device).orElse(0);
  }

  private Optional<Gpu.RowRemap> rows() {
    MemorySegment counts = arena.allocate(JAVA_INT, 2);
    MemorySegment pending = arena.allocate(JAVA_INT);
    MemorySegment failed = arena.allocate(JAVA_INT);
    boolean said =
        calls.said("nvmlDeviceGetRemappedRows", device, counts, counts.asSlice(4), pending, failed);
    return said
        ? Optional.of(new Gpu.RowRemap(pending.get(JAVA_INT, 0) != 0, failed.get(JAVA_INT, 0) != 0))
        : Optional.empty();
  }

  private Optional<Gpu.PcieLink> link() {
    OptionalInt generation = calls.number(arena, "nvmlDeviceGetCurrPcieLinkGeneration", device);
    OptionalInt fastest = calls.number(arena, "nvmlDeviceGetMaxPcieLinkGeneration", device);
    OptionalInt width = calls.number(arena, "nvmlDeviceGetCurrPcieLinkWidth", device);
    OptionalInt widest = calls.number(arena, "nvmlDeviceGetMaxPcieLinkWidth", device);
    if (generation.isEmpty() || fastest.isEmpty() || width.isEmpty() || widest.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Gpu.PcieLink(
            generation.getAsInt(), fastest.getAsInt(), width.getAsInt(), widest.getAsInt()));
  }

  private RecoveryAction recovery() {
    MemorySegment field = arena.allocate(NvmlLayouts.FIELD);
    field.set(JAVA_INT, offset(NvmlLayouts.FIELD, "fieldId"), RECOVERY_ACTION);
    if (!calls.said("nvmlDeviceGetFieldValues", device, 1, field)) {
      return RecoveryAction.NOT_SAID;
    }
    int number = field.get(JAVA_INT, offset(NvmlLayouts.FIELD, "nvmlReturn"));
    return switch (NvmlCode.of(number)) {
      case SUCCESS -> RecoveryAction.of(field.get(JAVA_INT, offset(NvmlLayouts.FIELD, "value")));
      // A driver before r570 does not know the field.
      case NOT_SUPPORTED, INVALID_ARGUMENT -> RecoveryAction.NOT_SAID;
      default -> throw new NvmlException("nvmlDeviceGetFieldValues", number);
    };
  }

  private Gpu.Load load(Mig mig) {
    return new Gpu.Load(memory(mig), new ProcessTable(calls, arena).read(device, mig));
  }

  private Optional<Gpu.Memory> memory(Mig mig) {
    MemorySegment memory = arena.allocate(NvmlLayouts.MEMORY);
    return calls.saidUnless(mig.withheld(), "nvmlDeviceGetMemoryInfo", device, memory)
        ? Optional.of(
            new Gpu.Memory(
                memory.get(JAVA_LONG, offset(NvmlLayouts.MEMORY, "total")),
                memory.get(JAVA_LONG, offset(NvmlLayouts.MEMORY, "used"))))
        : Optional.empty();
  }

  private List<String> uuids(Mig mig) {
    return mig.instances().stream()
        .map(instance -> calls.text(arena, "nvmlDeviceGetUUID", instance))
        .toList();
  }
}
