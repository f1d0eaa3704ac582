package io.mgeosync.agent;

import io.mgeosync.base.SteadyClock;
import io.mgeosync.base.WakefulClock;
import io.mgeosync.config.AgentConfig;
import io.mgeosync.probe.Stalls;
import io.mgeosync.probe.node.Environment;
import io.mgeosync.probe.smoke.SmokeMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Clock;

/**
 * What all bundles of an agent share.
 *
 * @param clock the wall clock, for expiry and for what people read
 * @param steadyClock never jumps
 * @param wakefulClock the same, and stands still while this process gets no processor: for how long
 *     what was seen is believed
 * @param meters what is counted as it happens
 * @param environment what this node gives its services, as far as a bundle may require it
 * @param neighbour how heavy work gives way
 */
record AgentTools(
    Clock clock,
    Clock steadyClock,
    Clock wakefulClock,
    Environment environment,
    SmokeMetrics smokeMetrics,
    Meters meters,
    ServiceProtection neighbour) {

  static AgentTools of(AgentConfig config, PrometheusRegistry registry, Clock clock) {
    var steadyClock = new SteadyClock(clock);
    return new AgentTools(
        clock,
        steadyClock,
        new WakefulClock(steadyClock, Stalls.ofProcess()::nanos),
        Requirement.environment(config),
        new SmokeMetrics(registry),
        new Meters(registry),
        new ServiceProtection(config, clock, steadyClock));
  }
}
