package io.mgeosync.agent;

import io.mgeosync.probe.gpu.GpuActivity;
import io.mgeosync.probe.gpu.GpuException;
import io.mgeosync.probe.gpu.GpuProcess;
import io.mgeosync.probe.gpu.GpuProcesses;
import io.mgeosync.probe.gpu.GpuUse;
import io.mgeosync.probe.smoke.GpuWork;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Who computes on the GPUs, as the driver says it of each GPU, put together by process. */
final class DriverWork implements GpuWork {
  /** A wall clock that was set by more than this while it was measured tells no time. */
  private static final Duration SLEW = Duration.ofMillis(100);

  private final GpuProcesses driver;
  private final Clock wall;
  private final Clock steady;

  /**
   * @param wall the driver's samples bear its time
   * @param steady never jumps
   */
  DriverWork(GpuProcesses driver, Clock wall, Clock steady) {
    this.driver = driver;
    this.wall = wall;
    this.steady = steady;
  }

  @Override
  public synchronized Look look() {
    try {
      return seen(driver.look());
    } catch (GpuException e) {
      return new Unseen(e.result().message());
    }
  }

  private static Seen seen(List<GpuUse> uses) {
    var memory = new TreeMap<Long, OptionalLong>();
    for (GpuUse use : uses) {
      for (GpuProcess process : use.processes().orElse(List.of())) {
        memory.merge((long) process.pid(), process.usedBytes(), DriverWork::sum);
      }
    }
    return new Seen(
        memory.entrySet().stream()
            .map(entry -> new ComputeProcess(entry.getKey(), entry.getValue()))
            .toList(),
        uses.stream()
            .filter(use -> use.processes().isEmpty())
            .map(use -> use.gpu() + use.why().map(why -> ": " + why).orElse(SILENT))
            .toList());
  }

  private static final String SILENT = " does not say who computes on it";

  /** What one GPU does not say takes nothing from what the others do. */
  private static OptionalLong sum(OptionalLong a, OptionalLong b) {
    return a.isPresent() && b.isPresent()
        ? OptionalLong.of(a.getAsLong() + b.getAsLong())
        : a.isPresent() ? a : b;
  }

  @Override
  public synchronized Measurement begin() {
    Instant wallThen = wall.instant();
    Instant steadyThen = steady.instant();
    try {
      GpuProcesses.Measurement begun = driver.begin();
      return () -> end(begun, wallThen, steadyThen);
    } catch (GpuException e) {
      return () -> new Unmeasured(e.result().message());
    }
  }

  private synchronized Measured end(
      GpuProcesses.Measurement begun, Instant wallThen, Instant steadyThen) {
    Duration elapsed = Duration.between(steadyThen, steady.instant());
    Duration byWall = Duration.between(wallThen, wall.instant());
    try {
      List<GpuActivity> done = begun.end(wallThen);
      return byWall.minus(elapsed).abs().compareTo(SLEW) > 0
          ? new Unmeasured("the machine's clock was set meanwhile")
          : new Activity(done.stream().map(DriverWork::unit).toList());
    } catch (GpuException e) {
      return new Unmeasured(e.result().message());
    }
  }

  private static Unit unit(GpuActivity one) {
    return new Unit(
        one.processes().stream()
            .map(process -> (long) process.pid())
            .collect(Collectors.toUnmodifiableSet()),
        one.processes().stream().anyMatch(GpuProcess::mpsClient),
        one.share(),
        one.byProcess().map(DriverWork::byNumber),
        one.unsure());
  }

  private static Map<Long, Integer> byNumber(Map<Integer, Integer> shares) {
    var all = new HashMap<Long, Integer>();
    shares.forEach((pid, share) -> all.put((long) pid, share));
    return all;
  }
}
