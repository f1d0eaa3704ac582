package io.mgeosync.probe.gpu;

import io.mgeosync.probe.ProbeResult;
import io.mgeosync.probe.ProbeResult.Late;
import io.mgeosync.probe.ProbeResult.Wrong;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whether our GPUs are all there. A GPU that is listed and does not answer is judged by the code
 * that it gave, and not as one that is gone: which of the missing ones it is cannot be known.
 */
final class PresenceJudge {
  private static final String LOOK =
      "see nvidia-smi -L and dmesg; restart the machine if it fell off the bus";

  private final @Nullable Integer expected;
  private final OurGpus ours;

  /**
   * @param expected how many GPUs the driver must list; null when they are not counted
   */
  PresenceJudge(@Nullable Integer expected, OurGpus ours) {
    this.expected = expected;
    this.ours = ours;
  }

  /** What does not answer first, then what is not there. */
  Stream<ProbeResult> problems(GpuSnapshot now, List<Gpu> mine, Collection<String> seen) {
    List<ProbeResult> faults = faults(now);
    return Stream.concat(
        faults.stream(),
        Stream.of(
                gone("GpuMissing", ours.missing(now.gpus()), faults, "the driver does not show "),
                gone("GpuVanished", vanished(mine, seen), faults, "the driver no longer shows "),
                counted(now),
                none(now, mine, faults))
            .flatMap(Optional::stream));
  }

  private List<ProbeResult> faults(GpuSnapshot now) {
    return now.faults().stream()
        .filter(fault -> ours.mayBeOurs(fault.index(), now.gpus()))
        .map(PresenceJudge::fault)
        .toList();
  }

  private static ProbeResult fault(GpuFault fault) {
    String message = "GPU %d does not answer: %s".formatted(fault.index(), fault.cause().message());
    return switch (fault.cause().result()) {
      case Wrong _ -> new Wrong(fault.cause().word(), message);
      default -> new Late(fault.cause().word(), message);
    };
  }

  private static List<String> vanished(List<Gpu> mine, Collection<String> seen) {
    List<String> present = mine.stream().map(gpu -> gpu.id().uuid()).toList();
    return seen.stream().filter(uuid -> !present.contains(uuid)).toList();
  }

  private static Optional<ProbeResult> gone(
      String reason, List<String> names, List<ProbeResult> faults, String what) {
    return names.size() > faults.size()
        ? wrong(reason, what + String.join(", ", names), LOOK)
        : Optional.empty();
  }

  private Optional<ProbeResult> counted(GpuSnapshot now) {
    return expected != null && now.listed() < expected
        ? wrong(
            "GpuMissing",
            "the driver lists %d of %d expected GPUs".formatted(now.listed(), expected),
            LOOK)
        : Optional.empty();
  }

  private static Optional<ProbeResult> none(
      GpuSnapshot now, List<Gpu> mine, List<ProbeResult> faults) {
    if (!mine.isEmpty() || !faults.isEmpty()) {
      return Optional.empty();
    }
    return now.listed() == 0
        ? wrong("NoGpu", "the driver lists no GPU", "see whether lspci lists it")
        : wrong(
            "NoGpu",
            "none of the driver's %d GPUs is ours".formatted(now.listed()),
            "see gpu.devices in the configuration, else CUDA_VISIBLE_DEVICES of the agent");
  }

  private static Optional<ProbeResult> wrong(String reason, String what, String remedy) {
    return Optional.of(new Wrong(reason, what + "; " + remedy));
  }
}
