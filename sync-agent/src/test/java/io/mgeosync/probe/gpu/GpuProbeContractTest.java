package io.mgeosync.probe.gpu;

import static io.mgeosync.probe.gpu.Gpus.settings;
import static io.mgeosync.probe.gpu.Gpus.snapshot;
import static io.mgeosync.probe.gpu.Gpus.well;

import io.mgeosync.probe.Probe;
import io.mgeosync.probe.ProbeContract;
import io.mgeosync.probe.gpu.nvidia.Nvidia;
import java.util.List;
import java.util.Map;

final class GpuProbeContractTest extends ProbeContract {
  private static Probe probe(GpuDriver driver) {
    GpuSettings settings = settings("expected: 2, compute-check: false");
    return new GpuProbe(
        settings,
        OurGpus.of(settings.devices(), new Nvidia().visible(Map.of())),
        driver,
        List::of,
        new XidMemory(settings.xid(), pid -> false, (xid, hit) -> {}),
        null);
  }

  @Override
  protected Probe good() {
    return probe(() -> snapshot(well(0), well(1)));
  }

  @Override
  protected Probe wrong() {
    return probe(() -> snapshot(well(0)));
  }

  /** NVML_ERROR_NO_PERMISSION: the agent has only failed to look. */
  @Override
  protected Probe late() {
    return probe(
        () -> {
          throw Gpus.error(4);
        });
  }
}
