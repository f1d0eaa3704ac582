package io.mgeosync.probe.gpu;

import io.mgeosync.config.GpuSettings;
import io.mgeosync.probe.ProbeResult;
import io.mgeosync.probe.ProbeResult.Good;
import io.mgeosync.probe.ProbeResult.Wrong;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** From what the driver said to one result; knows no clock, no driver and no state. */
final class GpuJudge {
  private static final String LOOK =
      "see nvidia-smi -L and dmesg; restart the machine if it fell off the bus";

  private final @Nullable Integer expected;
  private final OurGpus ours;
  private final HealthJudge health;
  private final XidJudge xids;

  GpuJudge(GpuSettings settings, OurGpus ours) {
    this.expected = settings.expected();
    this.ours = ours;
    this.health = new HealthJudge(settings.maxTemperature());
    this.xids = new XidJudge(settings.xid());
  }

  /**
   * The first thing that is proven wrong, else the first that is not known, else good.
   *
   * @param seen the UUIDs of our GPUs that answered at any look before
   * @param standing the Xids that still ask for something
   */
  ProbeResult judge(GpuSnapshot now, Collection<String> seen, List<Xid> standing) {
    List<Gpu> mine = ours.among(now.gpus());
    List<ProbeResult> problems =
        Stream.of(
                faults(now),
                missing(now, mine, seen),
                mine.stream().flatMap(health::problems),
                xids.problems(mine, standing))
            .flatMap(found -> found)
            .toList();
    return problems.stream()
        .filter(Wrong.class::isInstance)
        .findFirst()
        .or(() -> problems.stream().findFirst())
        .orElseGet(() -> good(now, mine, standing));
  }

  private Stream<ProbeResult> faults(GpuSnapshot now) {
    return now.faults().stream()
        .filter(fault -> ours.mayBeOurs(fault.index(), now.gpus()))
        .map(GpuJudge::fault);
  }

  private static ProbeResult fault(GpuFault fault) {
    String message = "GPU %d does not answer: %s".formatted(fault.index(), fault.cause().message());
    return switch (fault.cause().result()) {
      case Wrong _ -> new Wrong(fault.cause().word(), message);
      default -> new ProbeResult.Late(fault.cause().word(), message);
    };
  }

  private Stream<ProbeResult> missing(GpuSnapshot now, List<Gpu> mine, Collection<String> seen) {
    return Stream.of(named(now), vanished(mine, seen), counted(now), none(now, mine))
        .flatMap(Optional::stream);
  }

  private Optional<ProbeResult> named(GpuSnapshot now) {
    List<String> missing = ours.missing(now.gpus());
    return missing.isEmpty()
        ? Optional.empty()
        : wrong("GpuMissing", "the driver does not show " + String.join(", ", missing), LOOK);
  }

  private static Optional<ProbeResult> vanished(List<Gpu> mine, Collection<String> seen) {
    List<String> present = mine.stream().map(gpu -> gpu.id().uuid()).toList();
    String gone =
        seen.stream().filter(uuid -> !present.contains(uuid)).collect(Collectors.joining(", "));
    return gone.isEmpty()
        ? Optional.empty()
        : wrong("GpuVanished", gone + " was here and is gone", LOOK);
  }

  private Optional<ProbeResult> counted(GpuSnapshot now) {
    return expected != null && now.gpus().size() < expected
        ? wrong(
            "GpuMissing",
            "%d of %d expected GPUs answer".formatted(now.gpus().size(), expected),
            LOOK)
        : Optional.empty();
  }

  private static Optional<ProbeResult> none(GpuSnapshot now, List<Gpu> mine) {
    if (!mine.isEmpty()) {
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

  private Good good(GpuSnapshot now, List<Gpu> mine, List<Xid> standing) {
    String warnings =
        Stream.of(
                mine.stream().flatMap(health::warnings),
                xids.warnings(mine, standing),
                surplus(now).stream())
            .flatMap(found -> found)
            .collect(Collectors.joining("; "));
    String summary = "%s, driver %s".formatted(models(mine), now.driver());
    return new Good("Usable", warnings.isEmpty() ? summary : summary + "; warning: " + warnings);
  }

  private Optional<String> surplus(GpuSnapshot now) {
    return expected != null && now.listed() > expected
        ? Optional.of("%d GPUs, %d expected".formatted(now.listed(), expected))
        : Optional.empty();
  }

  private static String models(List<Gpu> mine) {
    return mine.size()
        + " x "
        + mine.stream().map(gpu -> gpu.id().model()).distinct().collect(Collectors.joining(" / "));
  }
}
