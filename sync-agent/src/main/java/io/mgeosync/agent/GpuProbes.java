package io.mgeosync.agent;

import io.mgeosync.gate.ConditionType;
import io.mgeosync.probe.ProbeJudge;
import io.mgeosync.probe.gpu.GpuProbe;
import io.mgeosync.probe.gpu.GpuSettings;
import io.mgeosync.probe.gpu.XidVictims;
import io.mgeosync.probe.process.ProcFileSystem;
import io.mgeosync.probe.process.ServiceFinder;
import io.mgeosync.probe.process.ServiceMembership;
import io.mgeosync.probe.process.ServiceProcess;
import io.mgeosync.reconcile.BundleSettings;
import io.mgeosync.reconcile.Watched;
import java.util.Map;

/** The probe of the GPUs, on a node whose configuration asks about them. */
final class GpuProbes {
  private GpuProbes() {}

  static Map<ConditionType, Watched> of(BundleSettings bundle, AgentTools tools) {
    GpuSettings gpu = bundle.gpu();
    if (gpu == null) {
      return Map.of();
    }
    var probe =
        GpuProbe.of(
            GpuVendors.here(),
            gpu,
            System.getenv(),
            victims(bundle, tools),
            tools.meters().countXids(bundle.name()),
            tools.steadyClock());
    var bounded = tools.meters().probes().measured("gpu", bundle.name(), probe, gpu.deadline());
    return Map.of(
        ConditionType.GPU_USABLE,
        new Watched(bounded, () -> new ProbeJudge(gpu.fall(), gpu.rise()), gpu.interval()));
  }

  /** The kernel names processes by the numbers of the whole machine. */
  private static XidVictims victims(BundleSettings bundle, AgentTools tools) {
    ProcFileSystem tree = ProcFileSystem.OF_MACHINE;
    return ServiceMark.of(bundle.smoke(), bundle.service())
        .map(mark -> ServiceFinder.by(mark, tree, tools.clock()))
        .map(service -> victims(service, tree))
        .orElse(XidVictims.NOT_OURS);
  }

  private static XidVictims victims(ServiceProcess service, ProcFileSystem tree) {
    return pid ->
        tree.ofWholeMachine()
            && service.find() instanceof ServiceProcess.Found found
            && new ServiceMembership(tree, found).includes(pid);
  }
}
