package io.mgeosync.agent;

import io.mgeosync.base.Stopwatch;
import io.mgeosync.gate.ConditionType;
import io.mgeosync.probe.Probe;
import io.mgeosync.probe.ProbeJudge;
import io.mgeosync.probe.node.RequirementsProbe;
import io.mgeosync.probe.service.HealthProbe;
import io.mgeosync.probe.service.ServedProbe;
import io.mgeosync.probe.service.ServiceSettings;
import io.mgeosync.reconcile.BundleSettings;
import io.mgeosync.reconcile.BundleState;
import io.mgeosync.reconcile.Watched;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The probes that a bundle's configuration asks for, and the conditions that follow from it. */
final class ServiceProbes {
  private static final Set<ConditionType> WITHOUT_SERVICE =
      EnumSet.of(ConditionType.DESIRED_KNOWN, ConditionType.VERIFIED, ConditionType.ACTIVE);

  private final BundleSettings bundle;
  private final AgentTools tools;
  private final SmokeProbes smokes;
  private final Supplier<BundleState> state;
  private final Latency latency;

  /** Hears how long a service took to answer. */
  @FunctionalInterface
  interface Latency {
    void answered(String service, Duration after);
  }

  ServiceProbes(
      BundleSettings bundle,
      AgentTools tools,
      SmokeProbes smokes,
      Supplier<BundleState> state,
      Latency latency) {
    this.bundle = bundle;
    this.tools = tools;
    this.smokes = smokes;
    this.state = state;
    this.latency = latency;
  }

  /**
   * @param state of the bundle, asked at each look
   */
  static ServiceProbes of(BundleSettings bundle, AgentTools tools, Supplier<BundleState> state) {
    var work = new DriverWork(GpuVendors.here().processes(), tools.clock(), tools.steadyClock());
    return new ServiceProbes(
        bundle, tools, new SmokeProbes(tools, work), state, tools.neighbour()::answered);
  }

  /** On a node that only syncs, no service is asked what it serves. */
  Set<ConditionType> required() {
    Set<ConditionType> required = EnumSet.copyOf(WITHOUT_SERVICE);
    required.addAll(watched().keySet());
    return required;
  }

  static Duration interval(BundleSettings bundle) {
    ServiceSettings service = bundle.service();
    return service == null ? Watched.INTERVAL : service.interval();
  }

  /** For how long what is known without a probe is believed: two looks may fail to happen. */
  Duration freshFor() {
    return interval(bundle).multipliedBy(3).plus(deadline(bundle.service()));
  }

  private static Duration deadline(@Nullable ServiceSettings service) {
    return service == null ? Duration.ZERO : service.deadline();
  }

  Map<ConditionType, Watched> watched() {
    var all = new EnumMap<ConditionType, Watched>(ConditionType.class);
    all.putAll(ofService());
    all.putAll(smokes.watched(bundle, state, interval(bundle)));
    all.putAll(GpuProbes.of(bundle, tools));
    return all;
  }

  private Map<ConditionType, Watched> ofService() {
    ServiceSettings service = bundle.service();
    if (service == null) {
      return Map.of();
    }
    return Map.of(
        ConditionType.REQUIREMENTS_MET,
        watched("requirements", requirements(), service, 1),
        ConditionType.SERVED,
        // One look that proves the right version is proof enough: rise is for flapping, not for
        // proof.
        watched("served", served(service), service, 1),
        ConditionType.SERVICE_HEALTHY,
        watched("health", timed(health(service)), service, service.rise()));
  }

  private Watched watched(String what, Probe probe, ServiceSettings service, int rise) {
    var bounded = tools.meters().probes().measured(what, bundle.name(), probe, service.deadline());
    return new Watched(bounded, () -> new ProbeJudge(service.fall(), rise), service.interval());
  }

  /** A look that fails took its time, too. */
  private Probe timed(Probe probe) {
    return () -> {
      Stopwatch running = Stopwatch.started();
      try {
        return probe.look();
      } finally {
        latency.answered(bundle.name().value(), running.elapsed());
      }
    };
  }

  private Probe served(ServiceSettings service) {
    return new ServedProbe(
        ServedWitnesses.of(bundle, service, tools),
        () -> state.get().active(),
        service.deadline().multipliedBy(9).dividedBy(10));
  }

  private Probe requirements() {
    var asks = new ActiveSpec(state);
    var check = Requirement.check(bundle, tools.environment());
    return new RequirementsProbe(check, () -> asks.get().requirements());
  }

  private Probe health(ServiceSettings service) {
    return new HealthProbe(service.url(), service.body(), service.deadline());
  }
}
