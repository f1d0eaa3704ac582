package io.mgeosync.agent;

import io.mgeosync.config.BundleSettings;
import io.mgeosync.config.SmokeSettings;
import io.mgeosync.gate.ConditionType;
import io.mgeosync.probe.BoundedProbe;
import io.mgeosync.probe.ProbeJudge;
import io.mgeosync.probe.process.ContainerProcess;
import io.mgeosync.probe.process.PidFile;
import io.mgeosync.probe.process.PortOwner;
import io.mgeosync.probe.process.Proc;
import io.mgeosync.probe.process.ServiceProcess;
import io.mgeosync.probe.smoke.CommandSmokeService;
import io.mgeosync.probe.smoke.GpuProof;
import io.mgeosync.probe.smoke.GpuWitness;
import io.mgeosync.probe.smoke.GpuWork;
import io.mgeosync.probe.smoke.HttpSmokeService;
import io.mgeosync.probe.smoke.SmokePace;
import io.mgeosync.probe.smoke.SmokeProbe;
import io.mgeosync.probe.smoke.SmokeRunner;
import io.mgeosync.probe.smoke.SmokeService;
import io.mgeosync.reconcile.BundleState;
import io.mgeosync.reconcile.BundleWatch.Watched;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/** The golden cases as a condition, where the configuration says whom to ask. */
final class SmokeProbes {
  private static final Path PROC = Path.of("/proc");
  private static final int HTTP = 80;
  private static final int HTTPS = 443;

  private final AgentTools tools;
  private final GpuWork gpu;

  SmokeProbes(AgentTools tools, GpuWork gpu) {
    this.tools = tools;
    this.gpu = gpu;
  }

  /** Empty where no smoke is asked for. */
  Map<ConditionType, Watched> watched(BundleSettings bundle, Supplier<BundleState> state) {
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
            proof(smoke),
            tools.smokeMetrics().forBundle(name),
            tools.steadyClock());
    var bounded = new BoundedProbe("smoke-" + name, probe, smoke.deadline());
    return Map.of(
        ConditionType.SMOKE_PASSED,
        new Watched(bounded, () -> new ProbeJudge(smoke.fall(), smoke.rise())));
  }

  private SmokeService service(SmokeSettings smoke) {
    URI url = smoke.url();
    return url == null
        ? new CommandSmokeService(smoke.command())
        : new HttpSmokeService(tools.client(), url);
  }

  private GpuProof proof(SmokeSettings smoke) {
    if (!smoke.requireGpu()) {
      return GpuProof.NOT_ASKED;
    }
    var proc = new Proc(PROC);
    return new GpuWitness(gpu, process(smoke, proc), proc);
  }

  private static ServiceProcess process(SmokeSettings smoke, Proc proc) {
    Path pidFile = smoke.pidFile();
    String container = smoke.container();
    if (container != null) {
      return new ContainerProcess(proc, container);
    }
    return pidFile == null
        ? new PortOwner(proc, port(Objects.requireNonNull(smoke.url())))
        : new PidFile(proc, pidFile);
  }

  private static int port(URI url) {
    int usual = "https".equals(url.getScheme()) ? HTTPS : HTTP;
    return url.getPort() < 0 ? usual : url.getPort();
  }
}
