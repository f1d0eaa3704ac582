package io.mgeosync.agent;

import io.mgeosync.config.BundleSettings;
import io.mgeosync.config.GpuSettings;
import io.mgeosync.gate.ConditionType;
import io.mgeosync.probe.ProbeJudge;
import io.mgeosync.probe.ProbeMetrics;
import io.mgeosync.probe.gpu.GpuProbe;
import io.mgeosync.reconcile.BundleWatch.Watched;
import java.util.Map;

/** The probe of the GPUs, on a node whose configuration asks about them. */
final class GpuProbes {
  private GpuProbes() {}

  static Map<ConditionType, Watched> of(BundleSettings bundle, ProbeMetrics metrics) {
    GpuSettings gpu = bundle.gpu();
    if (gpu == null) {
      return Map.of();
    }
    var probe = GpuProbe.ofThisNode(gpu, System.getenv(), System::nanoTime);
    var bounded = metrics.measured("gpu", bundle.name(), probe, gpu.deadline());
    return Map.of(
        ConditionType.GPU_USABLE,
        new Watched(bounded, () -> new ProbeJudge(gpu.fall(), gpu.rise()), gpu.interval()));
  }
}
