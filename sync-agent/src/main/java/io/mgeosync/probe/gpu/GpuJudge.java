package io.mgeosync.probe.gpu;

import io.mgeosync.probe.ProbeResult;
import io.mgeosync.probe.ProbeResult.Good;
import io.mgeosync.probe.ProbeResult.Wrong;
import io.mgeosync.probe.gpu.XidMemory.Standing;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** From what the driver said to one result; knows no clock, no driver and no state. */
final class GpuJudge {
  private final @Nullable Integer expected;
  private final OurGpus ours;
  private final PresenceJudge presence;
  private final HealthJudge health;
  private final XidJudge xids;

  GpuJudge(GpuSettings settings, OurGpus ours) {
    this.expected = settings.expected();
    this.ours = ours;
    this.presence = new PresenceJudge(settings.expected(), ours);
    this.health = new HealthJudge(settings.maxTemperature());
    this.xids = new XidJudge(settings.xid());
  }

  /**
   * The first thing that is proven wrong, else the first that is not known, else good.
   *
   * @param seen the UUIDs of our GPUs that answered at any look before
   * @param standing the Xids that still ask for something
   */
  ProbeResult judge(GpuSnapshot now, Collection<String> seen, List<Standing> standing) {
    List<Gpu> mine = ours.among(now.gpus());
    List<ProbeResult> problems =
        Stream.of(
                presence.problems(now, mine, seen),
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

  private Good good(GpuSnapshot now, List<Gpu> mine, List<Standing> standing) {
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
