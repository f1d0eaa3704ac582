package io.mgeosync.probe.gpu;

import io.mgeosync.probe.ProbeResult;
import io.mgeosync.probe.ProbeResult.Late;
import io.mgeosync.probe.ProbeResult.Wrong;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What one GPU's readings say about it. */
final class HealthJudge {
  /** So many degrees below the limit the operator is warned. */
  private static final int NEAR = 5;

  private static final String RESET = "stop what uses the GPU and run nvidia-smi --gpu-reset";

  private final @Nullable Integer maxTemperature;

  /**
   * @param maxTemperature in degrees Celsius; null for each GPU's own limit
   */
  HealthJudge(@Nullable Integer maxTemperature) {
    this.maxTemperature = maxTemperature;
  }

  Stream<ProbeResult> problems(Gpu gpu) {
    return Stream.of(recovery(gpu), rows(gpu), memoryErrors(gpu), heat(gpu))
        .flatMap(Optional::stream);
  }

  private static Optional<ProbeResult> recovery(Gpu gpu) {
    return switch (gpu.health().recovery()) {
      case NONE, DRAIN_AND_RESET, NOT_SAID -> Optional.empty();
      case GPU_RESET -> wrong("ResetRequired", gpu, "its driver asks for a reset", RESET);
      case NODE_REBOOT ->
          wrong("RebootRequired", gpu, "its driver asks for a reboot", "restart the machine");
      case DRAIN_P2P ->
          wrong(
              "DrainRequired",
              gpu,
              "its driver asks that transfers between GPUs stop",
              "stop what uses several GPUs, then do what nvidia-smi -q says under Recovery Action");
    };
  }

  private static Optional<ProbeResult> rows(Gpu gpu) {
    return gpu.health().rows().filter(Gpu.RowRemap::failed).isPresent()
        ? wrong("RowRemapFailed", gpu, "its memory has no spare row left", "replace it")
        : Optional.empty();
  }

  /** A GPU that remaps rows repairs what it found; an older one keeps what is broken in use. */
  private static Optional<ProbeResult> memoryErrors(Gpu gpu) {
    long errors = gpu.health().uncorrected().orElse(0);
    return errors > 0 && gpu.health().rows().isEmpty()
        ? wrong(
            "MemoryErrors", gpu, "it has %d uncorrectable memory errors".formatted(errors), RESET)
        : Optional.empty();
  }

  /** Heat passes: a single hot look proves nothing. */
  private Optional<ProbeResult> heat(Gpu gpu) {
    return degreesLeft(gpu).stream()
        .filter(left -> left < 0)
        .mapToObj(
            left ->
                (ProbeResult)
                    new Late(
                        "TooHot",
                        "%s has %d °C, %d above its limit; check the fans and the airflow"
                            .formatted(gpu.id(), gpu.health().temperature().orElseThrow(), -left)))
        .findFirst();
  }

  private OptionalInt degreesLeft(Gpu gpu) {
    OptionalInt limit =
        maxTemperature == null ? gpu.health().slowdownAt() : OptionalInt.of(maxTemperature);
    OptionalInt now = gpu.health().temperature();
    return limit.isPresent() && now.isPresent()
        ? OptionalInt.of(limit.getAsInt() - now.getAsInt())
        : OptionalInt.empty();
  }

  Stream<String> warnings(Gpu gpu) {
    Gpu.Health health = gpu.health();
    return Stream.of(
            when(
                degreesLeft(gpu).stream().anyMatch(left -> left >= 0 && left < NEAR),
                "nearly too hot"),
            health
                .link()
                .filter(Gpu.PcieLink::narrow)
                .map(link -> "PCIe x%d of x%d".formatted(link.width(), link.maxWidth())),
            Optional.of(ClockLimit.of(health.clocks()))
                .filter(c -> !c.isEmpty())
                .map(Object::toString),
            when(health.rows().filter(Gpu.RowRemap::pending).isPresent(), "rows wait for a reset"),
            when(health.uncorrected().orElse(0) > 0, "uncorrectable memory errors"),
            when(
                health.recovery() == RecoveryAction.DRAIN_AND_RESET,
                "reduced; reset it when drained"))
        .flatMap(Optional::stream)
        .map(text -> "GPU %d: %s".formatted(gpu.id().index(), text));
  }

  private static Optional<String> when(boolean holds, String text) {
    return holds ? Optional.of(text) : Optional.empty();
  }

  private static Optional<ProbeResult> wrong(String reason, Gpu gpu, String what, String remedy) {
    return Optional.of(new Wrong(reason, "%s: %s; %s".formatted(gpu.id(), what, remedy)));
  }
}
