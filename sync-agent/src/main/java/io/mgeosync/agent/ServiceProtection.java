package io.mgeosync.agent;

import io.mgeosync.config.AgentConfig;
import io.mgeosync.config.NeighbourSettings;
import io.mgeosync.disk.BandwidthLimiter;
import io.mgeosync.disk.IoPolicy;
import io.mgeosync.disk.LatencyBackoff;
import io.mgeosync.disk.Throttle;
import io.mgeosync.disk.linux.Niceness;
import io.mgeosync.reconcile.BundleSettings;
import io.mgeosync.reconcile.SpaceSettings;
import io.mgeosync.reconcile.WorkLimits;
import java.time.Clock;
import java.time.Duration;

/** What the agent does so that its heavy work is not felt by the services of its node. */
final class ServiceProtection {
  private final LatencyBackoff courtesy;
  private final Niceness niceness;
  private final SpaceSettings space;
  private final Clock clock;

  ServiceProtection(AgentConfig config, Clock clock, Clock steadyClock) {
    NeighbourSettings settings = config.neighbour();
    this.courtesy = new LatencyBackoff(settings.pauseAbove(), settings.pauseAtMost(), steadyClock);
    this.niceness = new Niceness(settings.nice());
    this.space = config.space();
    this.clock = clock;
  }

  /** All heavy work rests while any of the services is slow. */
  void answered(String service, Duration after) {
    courtesy.answered(service, after);
  }

  /** For what is fetched and copied. */
  Throttle pace() {
    return courtesy;
  }

  /** A proof that the gate waits for is neither slowed nor does it rest: the gate may be closed. */
  WorkLimits rules(BundleSettings bundle) {
    var verify = new IoPolicy(niceness, Throttle.FREE, true);
    var limit =
        new BandwidthLimiter(bundle.scrub().bandwidth(), bundle.scrubSchedule().zone(), clock);
    return new WorkLimits(verify.with(courtesy), verify, verify.with(limit.and(courtesy)), space);
  }
}
