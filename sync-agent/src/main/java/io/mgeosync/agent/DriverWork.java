package io.mgeosync.agent;

import io.mgeosync.probe.gpu.GpuException;
import io.mgeosync.probe.gpu.GpuProcess;
import io.mgeosync.probe.gpu.GpuProcesses;
import io.mgeosync.probe.gpu.GpuUse;
import io.mgeosync.probe.smoke.GpuWork;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;

/** Who computes on the GPUs, as the driver says it of each GPU, put together by process. */
final class DriverWork implements GpuWork {
  private final GpuProcesses driver;
  private final Clock wall;
  private final Clock steady;

  /**
   * @param wall the driver's samples bear its time
   * @param steady the smoke's moments are its
   */
  DriverWork(GpuProcesses driver, Clock wall, Clock steady) {
    this.driver = driver;
    this.wall = wall;
    this.steady = steady;
  }

  @Override
  public Look look(Instant since) {
    Duration ago = Duration.between(since, steady.instant());
    try {
      return seen(driver.look(wall.instant().minus(ago)));
    } catch (GpuException e) {
      return new Unseen(e.result().message());
    }
  }

  private static Seen seen(List<GpuUse> uses) {
    var memory = new TreeMap<Long, OptionalLong>();
    for (GpuUse use : uses) {
      for (GpuProcess process : use.processes()) {
        memory.merge((long) process.pid(), process.usedBytes(), DriverWork::sum);
      }
    }
    OptionalInt busiest = uses.stream().flatMapToInt(use -> use.busiest().stream()).max();
    return new Seen(
        memory.entrySet().stream()
            .map(entry -> new ComputeProcess(entry.getKey(), entry.getValue()))
            .toList(),
        busiest);
  }

  /** What one GPU does not say takes nothing from what the others do. */
  private static OptionalLong sum(OptionalLong a, OptionalLong b) {
    return a.isPresent() && b.isPresent()
        ? OptionalLong.of(a.getAsLong() + b.getAsLong())
        : a.isPresent() ? a : b;
  }
}
