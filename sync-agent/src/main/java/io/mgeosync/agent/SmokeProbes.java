package io.mgeosync.agent;

import io.mgeosync.gate.ConditionType;
import io.mgeosync.probe.ProbeJudge;
import io.mgeosync.probe.process.ProcFileSystem;
import io.mgeosync.probe.process.ServiceFinder;
import io.mgeosync.probe.process.ServiceProcess.Mark;
import io.mgeosync.probe.service.ServiceSettings;
import io.mgeosync.probe.smoke.Aside;
import io.mgeosync.probe.smoke.CommandSmokeService;
import io.mgeosync.probe.smoke.GpuProof;
import io.mgeosync.probe.smoke.GpuWitness;
import io.mgeosync.probe.smoke.GpuWork;
import io.mgeosync.probe.smoke.HttpSmokeService;
import io.mgeosync.probe.smoke.SmokePace;
import io.mgeosync.probe.smoke.SmokeProbe;
import io.mgeosync.probe.smoke.SmokeRunner;
import io.mgeosync.probe.smoke.SmokeService;
import io.mgeosync.probe.smoke.SmokeSettings;
import io.mgeosync.reconcile.BundleSettings;
import io.mgeosync.reconcile.BundleState;
import io.mgeosync.reconcile.Watched;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The golden cases as a condition, where the configuration names a service. */
final class SmokeProbes {
  private final AgentTools tools;
  private final GpuWork gpu;

  SmokeProbes(AgentTools tools, GpuWork gpu) {
    this.tools = tools;
    this.gpu = gpu;
  }

  /**
   * Empty where no smoke is asked for.
   *
   * @param interval between two looks at the bundle's conditions; cases run at their own pace
   */
  Map<ConditionType, Watched> watched(
      BundleSettings bundle, Supplier<BundleState> state, Duration interval) {
    SmokeSettings smoke = bundle.smoke();
    if (smoke == null || !smoke.enabled()) {
      return Map.of();
    }
    String name = bundle.name().value();
    var probe =
        new SmokeProbe(
            new GoldenCases(state),
            new SmokeRunner(service(smoke), tools.steadyClock()),
            new SmokePace(smoke.interval(), smoke.maxShare()),
            proof(smoke, bundle.service()),
            tools.smokeMetrics().forBundle(name),
            smoke.deadline(),
            tools.steadyClock());
    var bounded = tools.meters().probes().measured("smoke", bundle.name(), probe, smoke.deadline());
    return Map.of(
        ConditionType.SMOKE_PASSED,
        new Watched(bounded, () -> new ProbeJudge(smoke.fall(), smoke.rise()), interval));
  }

  private SmokeService service(SmokeSettings smoke) {
    URI url = smoke.url();
    return url == null ? new CommandSmokeService(smoke.command()) : new HttpSmokeService(url);
  }

  private GpuProof proof(SmokeSettings smoke, @Nullable ServiceSettings service) {
    if (!smoke.requireGpu()) {
      return GpuProof.NOT_ASKED;
    }
    Mark mark = ServiceMark.of(smoke, service).orElseThrow();
    return new GpuWitness(
        gpu,
        ServiceFinder.by(mark, ProcFileSystem.OF_MACHINE, tools.clock()),
        ProcFileSystem.OF_MACHINE,
        Aside.threads(),
        tools.steadyClock());
  }
}
